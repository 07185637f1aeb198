"""What is wrong with the translation of one text; a wrong one is kept, but not used.

wagtail-localize has a flag for that, and shows the reason in its editor. By itself it notices
forbidden tags and links that were added.
"""

import unicodedata
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup
from django.db.models.signals import post_save
from django.utils.translation import gettext as _t
from wagtail_localize.models import StringTranslation, TranslationContext, TranslationSource
from wagtail_localize.strings import StringValue

from cms.localization.definitions import longest
from cms.localization.slugs import PATH, slug_mistake


def mistake(source: str, translation: str, limit: int | None = None) -> str:
    """In words for the translator; empty if there is none."""
    try:
        text = StringValue.from_translated_html(translation).render_text()
    except ValueError as error:
        return str(error)
    if _is_blank(text):
        return _t("The translation is empty.")
    if limit is not None and len(text) > limit:
        return _t("The translation has %(length)d characters; there is room for %(limit)d.") % {
            "length": len(text),
            "limit": limit,
        }
    return _wrong_links(_links(source), _links(translation))


def _is_blank(text: str) -> bool:
    """Whether readers would see nothing: spaces, and characters without a shape."""
    return all(each.isspace() or unicodedata.category(each) in {"Cc", "Cf"} for each in text)


def _links(text: str) -> "Counter[str]":
    soup = BeautifulSoup(text, "html.parser")
    return Counter(str(link["id"]) for link in soup.find_all("a", id=True))


def _wrong_links(wanted: "Counter[str]", found: "Counter[str]") -> str:
    lost, added = wanted - found, found - wanted
    sentences = []
    if lost:
        words = _t("A link of the source is missing: %(links)s.")
        sentences.append(words % {"links": _named(lost)})
    if added:
        words = _t("The source does not have this link: %(links)s.")
        sentences.append(words % {"links": _named(added)})
    return " ".join(sentences)


def _named(links: "Counter[str]") -> str:
    return ", ".join(f'<a id="{each}">' for each in sorted(links))


def limit_of(context: TranslationContext) -> int | None:
    """How long a translation may be where it stands."""
    source = TranslationSource.objects.filter(object_id=context.object_id).first()
    model = source and source.specific_content_type.model_class()
    return longest(model, context.field_path) if model else None


def mark_mistake(instance: StringTranslation, **kwargs: Any) -> None:
    """When a translation is saved, by whichever door."""
    update_fields = kwargs["update_fields"]
    if kwargs["raw"] or (update_fields is not None and "data" not in update_fields):
        return
    limit = limit_of(instance.context) if instance.context else None
    found = mistake(instance.translation_of.data, instance.data, limit)
    if not found and instance.context and instance.context.path == PATH:
        found = slug_mistake(instance.data, instance.context.object_id, instance.locale_id)
    before = (instance.has_error, instance.field_error)
    instance.has_error, instance.field_error = bool(found), found
    if update_fields is not None or before != (instance.has_error, found):
        own = StringTranslation.objects.filter(pk=instance.pk)
        own.update(has_error=instance.has_error, field_error=found)


def watch() -> None:
    post_save.connect(mark_mistake, sender=StringTranslation, dispatch_uid="cms.mistakes")
