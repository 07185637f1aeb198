"""Writing down what translations become, by whichever door."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import get_translatable_models
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationContext

from cms.localization.history.models import How, PastText

Translated = Any  # a StringTranslation or SegmentOverride
_how: ContextVar[Any] = ContextVar("how translations are written", default=None)


@contextmanager
def written(how: Any) -> Iterator[None]:
    """Say how the translations came that are saved inside."""
    token = _how.set(how)
    try:
        yield
    finally:
        _how.reset(token)


def record(translations: Iterable[Translated], how: Any = None) -> None:
    """Write down translations as they are now; for those that were written without signals.

    How they came is seen from themselves if nobody says it.
    """
    translations = [each for each in translations if each.context_id]
    objects = _objects(translations)
    PastText.objects.bulk_create(
        _past(each, objects[each.context_id], how or _how.get() or _way(each))
        for each in translations
    )


def _objects(translations: Iterable[Translated]) -> dict[int, Any]:
    """By the ids of their contexts: what they belong to."""
    found, wanted = {}, set()
    for each in translations:
        if StringTranslation.context.is_cached(each):
            found[each.context_id] = each.context.object_id
        else:
            wanted.add(each.context_id)
    if wanted - found.keys():
        contexts = TranslationContext.objects.filter(pk__in=wanted - found.keys())
        found |= dict(contexts.values_list("pk", "object_id"))
    return found


def _past(translation: Any, object_id: Any, how: Any) -> PastText:
    is_text = isinstance(translation, StringTranslation)
    is_gone = how == How.DELETED
    context = get_active_log_context()
    user = None if is_gone else translation.last_translated_by_id
    return PastText(
        object_id=object_id,
        context_id=translation.context_id,
        locale_id=translation.locale_id,
        string_id=translation.translation_of_id if is_text else None,
        data="" if is_gone else translation.data if is_text else translation.data_json,
        how=how,
        tool=translation.tool_name if is_text and how == How.MACHINE else "",
        user_id=user or (context.user.pk if context.user else None),
    )


def _way(translation: Any) -> Any:
    if isinstance(translation, SegmentOverride):
        return How.HAND
    if translation.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return How.MACHINE
    return How.HAND


def _on_save(
    sender: Any, instance: Translated, created: bool, raw: bool, update_fields: Any, **kwargs: Any
) -> None:
    values = {"data", "data_json"}
    if raw or (update_fields is not None and not values & set(update_fields)):
        return
    if created or not _is_known(instance):
        record([instance])


def _is_known(translation: Any) -> bool:
    """Whether it was saved again as it was."""
    before = PastText.objects.filter(
        context=translation.context_id,
        locale=translation.locale_id,
        string=getattr(translation, "translation_of_id", None),
    )
    last = before.order_by("-id").first()
    is_text = isinstance(translation, StringTranslation)
    data = translation.data if is_text else translation.data_json
    return last is not None and (last.data, last.how == How.MACHINE) == (
        data,
        _way(translation) == How.MACHINE,
    )


def _on_delete(sender: Any, instance: Translated, origin: Any, **kwargs: Any) -> None:
    """Not where something is deleted in which the translation had its place."""
    by_query = isinstance(origin, QuerySet)
    what = origin.model if by_query else type(origin)
    if what is sender and instance.context_id and not (by_query and _is_gone(instance)):
        record([instance], How.DELETED)


def _is_gone(translation: Any) -> bool:
    """wagtail-localize deletes the translations of a page that has been deleted."""
    thing = translation.context.object
    kind = ContentType.objects.get_for_id(thing.content_type_id)
    there = kind.get_all_objects_for_this_type(
        translation_key=thing.pk, locale_id=translation.locale_id
    )
    return not there.exists()


def _forget(instance: Any, **kwargs: Any) -> None:
    """A page or snippet that is gone has no history."""
    past = PastText.objects.filter(object=instance.translation_key, locale=instance.locale_id)
    past.delete()


def watch() -> None:
    for model in (StringTranslation, SegmentOverride):
        post_save.connect(_on_save, sender=model, dispatch_uid="cms.history")
        post_delete.connect(_on_delete, sender=model, dispatch_uid="cms.history")
    for kind in get_translatable_models():
        post_delete.connect(_forget, sender=kind, dispatch_uid="cms.history")
