"""Publishing a translation: whole, after its source, and with all of its texts.

What is missing would be read in the source's language. Whoever may publish can choose that, when
asked; nothing else publishes an unfinished translation.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext as _n
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.localization.definitions import label
from cms.localization.instances import edit_url, target_instance
from cms.localization.library.models import LibraryWords
from cms.localization.library.unfinished import unfinished_words
from cms.localization.schedule import at_once, give_dates
from cms.localization.slugs import refuse_wrong_slug
from cms.localization.targets import write_target

_MOST_SHOWN = 30
_ASKED = ("action", "go_live_at", "expire_at")


def waits_for(source: Any, target: Any) -> bool:
    return _was_never_published(source) and _was_never_published(target)


def _was_never_published(thing: Any) -> bool:
    return isinstance(thing, DraftStateMixin) and not (thing.first_published_at or thing.live)


def waits_for_its_source(target: Any) -> bool:
    """Whether this is translated from something that was never published."""
    if not _was_never_published(target):
        return False
    sources = TranslationSource.objects.filter(
        object_id=target.translation_key,
        translations__target_locale=target.locale_id,
        translations__enabled=True,
    )
    never_published = type(target)._base_manager.filter(
        translation_key=target.translation_key,
        locale__in=sources.values("locale"),
        first_published_at=None,
        live=False,
    )
    return bool(never_published.exists())


def missing_texts(translation: Translation) -> QuerySet[StringSegment]:
    """Texts without a translation that can be used; a page has a slug in any case."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    missing: QuerySet[StringSegment] = segments.filter(translation=None).exclude(
        context__path="slug"
    )
    return missing.select_related("string", "context").order_by("order")


def changed_texts(translation: Translation) -> QuerySet[StringSegment]:
    """Texts whose translation was made of what the source said before, and may be wrong now."""
    unconfirmed = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        changed_text__isnull=False,
        has_error=False,
    )
    segments: QuerySet[StringSegment] = translation.source.stringsegment_set.filter(
        Exists(unconfirmed)
    )
    return segments.select_related("string", "context").order_by("order")


def publish_translation(
    translation: Translation, user: Any, dates: dict[str, Any] | None = None
) -> None:
    """With what is translated; ValidationError if the page or snippet will not have it."""
    refuse_wrong_slug(translation)
    target = write_target(translation, user)
    if isinstance(target, DraftStateMixin):
        if dates is not None:
            give_dates(target.latest_revision, dates)
        target.latest_revision.publish(user=user)


def publish_finished(translation: Translation, user: Any) -> None:
    """Only if nothing is missing; nobody is there to be asked."""
    refuse_unfinished(translation)
    publish_translation(translation, user)


def refuse_unfinished(translation: Translation) -> None:
    """ValidationError that says what is missing."""
    target = target_instance(translation)
    if waits_for_its_source(target):
        raise ValidationError(_t("Its source has to be published first."))
    if missing := missing_texts(translation).count():
        words = _n("%(n)d text is not translated.", "%(n)d texts are not translated.", missing)
        raise ValidationError(words % {"n": missing})
    if changed := changed_texts(translation).count():
        words = _n("%(n)d text has changed.", "%(n)d texts have changed.", changed)
        raise ValidationError(words % {"n": changed})
    if unfinished := unfinished_words(target):
        names = ", ".join(str(each) for each in unfinished[:_MOST_SHOWN])
        reason = _t("Pictures and files in it have words that are not translated: %(names)s")
        raise ValidationError(reason % {"names": names})


def publish_on_request(
    request: HttpRequest,
    translation: Translation,
    target: Any,
    dates: dict[str, Any] | None = None,
) -> HttpResponse:
    """The translation editor's buttons; asks first where texts are missing."""
    language = translation.target_locale.get_display_name()
    if waits_for_its_source(target):
        messages.error(request, _t("Its source has to be published first."))
        return redirect(request.path)
    missing, changed = list(missing_texts(translation)), list(changed_texts(translation))
    words = unfinished_words(target)
    if (missing or changed or words) and "untranslated" not in request.POST:
        return _ask(request, translation, missing, changed, words)
    if dates is None and isinstance(target, DraftStateMixin):
        dates = at_once(target)
    try:
        publish_translation(translation, request.user, dates)
    except ValidationError as error:
        text = _t("It cannot be published in %(language)s: %(reason)s")
        reason = " ".join(error.messages)
        messages.error(request, text % {"language": language, "reason": reason})
    else:
        text = _t("“%(title)s” is published in %(language)s.")
        if dates and dates["go_live_at"] and dates["go_live_at"] > timezone.now():
            text = _t("“%(title)s” goes live in %(language)s at the time that you set.")
        title = str(target_instance(translation))
        messages.success(request, text % {"title": title, "language": language})
        _tell_of_drafts_above(request, target)
    return redirect(request.path)


def _tell_of_drafts_above(request: HttpRequest, target: Any) -> None:
    drafts = target.get_ancestors().filter(live=False) if isinstance(target, Page) else []
    if names := ", ".join(f"“{each.get_admin_display_title()}”" for each in drafts):
        text = _t("Readers see it once what is above it is published, too: %(names)s")
        messages.warning(request, text % {"names": names})


def _ask(
    request: HttpRequest,
    translation: Translation,
    missing: list[StringSegment],
    changed: list[StringSegment],
    words: list[LibraryWords],
) -> HttpResponse:
    context = {
        "translation": translation,
        "missing": _shown(translation, missing),
        "changed": _shown(translation, changed),
        "number_missing": len(missing),
        "number_changed": len(changed),
        "words": [(str(each), edit_url(each)) for each in words[:_MOST_SHOWN]],
        "number_words": len(words),
        "asked": {name: request.POST[name] for name in _ASKED if name in request.POST},
    }
    return TemplateResponse(request, "localization/confirm_untranslated.html", context)


def _shown(translation: Translation, segments: list[StringSegment]) -> list[dict[str, str]]:
    model = translation.source.specific_content_type.model_class()
    return [
        {"text": each.string.data, "place": label(model, each.context.field_path) if model else ""}
        for each in segments[:_MOST_SHOWN]
    ]
