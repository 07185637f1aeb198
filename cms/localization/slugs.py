"""The slugs of translated pages: in any script, as the translator typed them.

wagtail-localize makes them of Latin letters, so that an Arabic one got lost, and puts a number
behind one that is taken, without a word.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from cms.localization.tree.kin import HOME
from cms.localization.tree.names import is_made_from, slug_in

PATH = "slug"
LONGEST = 255


def slug_mistake(data: str, translation_key: UUID, locale_id: int) -> str:
    """What is wrong with a slug for a page in a language; empty if it can be used."""
    slug = as_slug(data)
    if not slug:
        return _t("A slug needs letters or digits.")
    if len(slug) > LONGEST:
        return _t("A slug has at most %(limit)d characters.") % {"limit": LONGEST}
    page = Page.objects.filter(translation_key=translation_key, locale=locale_id).first()
    if page is not None and _is_taken(slug, page):
        return _t("Another page beside this one has this slug.")
    return ""


def refuse_wrong_slug(translation: Translation) -> None:
    """ValidationError if the slug that was typed cannot be used; it may be taken by now."""
    typed = _typed(translation)
    page = translation.source.object_id, translation.target_locale_id
    if typed and (reason := slug_mistake(typed.data, *page)):
        words = _t("Slug “%(slug)s”: %(reason)s")
        raise ValidationError(words % {"slug": typed.data, "reason": reason})


def slug_of(page: Page, before: str, source: str, typed: str | None) -> str:
    """What a translation is called: as was typed, else as its source, as far as that is free; as
    before, if that cannot be."""
    slug = as_slug(typed if typed is not None else slug_in(page, source))
    if not slug:
        return before
    free: str = find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk)
    return free


def keep_own_slug(alias: Page, source: TranslationSource) -> None:
    """What somebody called an alias is what the translation that it becomes is called."""
    segment = _segment(source)
    page = source.object.get_instance_or_none(source.locale)
    if segment is None or page is None or is_made_from(page.slug, alias):
        return
    StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=alias.locale_id,
        defaults={
            "data": alias.slug,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        },
    )


def numbered(sources: QuerySet[Page], locales: Iterable[Locale]) -> Iterator[Page]:
    """Drafts of translations that got a number behind their slug, since it was taken."""
    sources = sources.filter(depth__gt=HOME).order_by()
    slugs = dict(sources.values_list("translation_key", "slug"))
    keys = sources.values("translation_key")
    made = Page.objects.filter(translation_key__in=keys, locale__in=list(locales))
    for each in made.filter(alias_of=None, live=False).select_related("locale"):
        source = slugs[each.translation_key]
        if each.slug != source and is_made_from(source, each):
            yield each


def _segment(source: TranslationSource) -> StringSegment | None:
    segments = source.stringsegment_set.filter(context__path=PATH)
    found: StringSegment | None = segments.select_related("string").first()
    return found


def _typed(translation: Translation) -> StringTranslation | None:
    """Also one that was marked as wrong, for it may have become right."""
    segment = _segment(translation.source)
    found: StringTranslation | None = (
        segment
        and StringTranslation.objects.filter(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
        ).first()
    )
    return found


def as_slug(data: str) -> str:
    return slugify(StringValue(data).render_text(), allow_unicode=True)


def usable_slug(data: str) -> str:
    """Empty for what no page can be called."""
    slug = as_slug(data)
    return slug if len(slug) <= LONGEST else ""


def _is_taken(slug: str, page: Page) -> bool:
    siblings = Page.objects.sibling_of(page, inclusive=False)
    return bool(siblings.filter(slug=slug).exists())
