"""Publishing a source makes its translations outdated, in the same transaction.

What has changed is read at once: nobody has to "sync" for translators to see it. What readers have
of a translation stays as it is until the translation is published again.
"""

import datetime
import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import DraftStateMixin, Page, TranslatableMixin, get_translatable_models
from wagtail.signals import published
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.events import touched
from cms.localization.carrying import carry
from cms.localization.models import ChangedText, TranslationState
from cms.localization.progress import progress_of
from cms.localization.requesting import RequestError, request_chosen
from cms.localization.sources import read
from cms.localization.taking import noted

logger = logging.getLogger(__name__)

ANYTHING = "*"  # among the changed fields: it could not be found out which


def watch() -> None:
    published.connect(_on_publication, dispatch_uid="cms.staleness")
    for model in get_translatable_models():
        if not issubclass(model, DraftStateMixin):
            post_save.connect(_on_save, sender=model, dispatch_uid="cms.staleness")
    post_save.connect(_on_confirmation, sender=StringTranslation, dispatch_uid="cms.staleness")


def _on_publication(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, TranslatableMixin):
        _public(instance, made_at=revision.created_at if revision else None)


def _on_save(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """What has no drafts is public as soon as it is saved."""
    if not raw:
        _public(instance, made_at=None)


def _on_confirmation(instance: StringTranslation, update_fields: Any, **kwargs: Any) -> None:
    """Somebody has written it, or has said that it is right."""
    if update_fields is None or "data" in update_fields:
        ChangedText.objects.filter(translation=instance).delete()


def _public(instance: Any, made_at: datetime.datetime | None) -> None:
    if getattr(instance, "alias_of_id", None):
        return
    note_publication(instance, made_at)
    source = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale=instance.locale_id
    ).first()
    if source is not None and source.translations.exists():
        follow(source)


def note_publication(target: Any, made_at: datetime.datetime | None = None) -> None:
    """What readers have of it from now on; made at a time: from what the source said then."""
    translations = Translation.objects.filter(
        source__object_id=target.translation_key, target_locale=target.locale_id
    )
    translation = translations.order_by("-enabled").first()
    if translation is None or not translation.enabled:
        noted.settle(target)  # nobody has to ask again whether a translation was edited
    if translation is None:
        return
    state, _created = TranslationState.objects.get_or_create(translation=translation)
    progress = progress_of([translation])[translation.pk]
    state.texts, state.translated = progress.texts, progress.translated
    state.machine = progress.machine
    is_of_now = made_at is None or not (
        state.source_changed_at and made_at < state.source_changed_at
    )
    if is_of_now and (progress.is_finished or not translation.enabled):
        state.outdated_since, state.changed_fields = None, []
    state.save()


def follow(source: TranslationSource) -> None:
    """Whatever happens: publishing the source goes before."""
    try:
        take_in(source)
    except Exception:
        logger.exception("The texts of %r could not be read", source)
        _mark(_translations(source), [ANYTHING], timezone.now())
    locales = [each.target_locale for each in _translations(source) if each.enabled]
    try:
        request_chosen(source, locales, get_active_log_context().user)
    except RequestError:
        logger.exception("What is chosen in %r could not be submitted", source)


@transaction.atomic
def take_in(source: TranslationSource) -> None:
    """Read a source anew, and have its translations know of what is another now."""
    translations, now = _translations(source), timezone.now()
    reading = read(source)
    carry(reading, [each.target_locale_id for each in translations], now)
    if reading.is_another:
        _mark([each for each in translations if _is_begun(each)], reading.fields, now)


def _translations(source: TranslationSource) -> list[Translation]:
    return list(source.translations.select_related("source", "target_locale"))


def _is_begun(translation: Translation) -> bool:
    """Published, or some of it translated; the rest has nothing that could be out of date."""
    if TranslationState.objects.filter(translation=translation, texts__gt=0).exists():
        return True
    texts = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    return bool(texts.exists())


def _mark(translations: list[Translation], fields: list[str], now: datetime.datetime) -> None:
    for translation in translations:
        state, _created = TranslationState.objects.get_or_create(translation=translation)
        state.outdated_since = state.outdated_since or now
        state.source_changed_at = now
        state.changed_fields = sorted({*state.changed_fields, *fields})
        state.save()
    _tell(translations)


def _tell(translations: list[Translation]) -> None:
    """The API says of each page whether it is outdated."""
    if not translations:
        return
    pages = Page.objects.filter(
        translation_key=translations[0].source.object_id,
        locale__in=[each.target_locale_id for each in translations],
    )
    touched.here().pages.update(pages.values_list("pk", flat=True))
    touched.note()
