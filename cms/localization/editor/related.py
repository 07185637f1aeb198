"""The objects chosen in a source, with what they are in the other language."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import RelatedObjectSegment, Translation

from cms.localization.progress import progress_of

Props = dict[str, Any]


def related_objects(
    translation: Translation, segments: Iterable[RelatedObjectSegment]
) -> dict[Any, Props]:
    """By the objects' keys; what is gone in the source's language is left out."""
    kinds = {each.object_id: each.object.content_type_id for each in segments}
    keys = set(kinds)
    source, target = translation.source.locale_id, translation.target_locale_id
    things = _instances(kinds, [source, target])
    progress = _progress(keys, target)
    return {
        key: {
            "source": _described(things[key, source])
            | {"createTranslationRequestUrl": _request(things[key, source])},
            "dest": _described(things[key, target]) if (key, target) in things else None,
            "translationProgress": progress.get(key),
        }
        for key in keys
        if (key, source) in things
    }


def _instances(kinds: dict[Any, int], locales: list[int]) -> dict[tuple[Any, int], Any]:
    """One query for each kind."""
    keys = defaultdict(list)
    for key, kind in kinds.items():
        keys[kind].append(key)
    found: dict[tuple[Any, int], Any] = {}
    for kind, of_kind in keys.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        rows = model._base_manager.filter(translation_key__in=of_kind, locale__in=locales)
        found |= {(row.translation_key, row.locale_id): row for row in rows}
    return found


def _progress(keys: set[Any], locale: int) -> dict[Any, Props]:
    rows = list(
        Translation.objects.filter(
            source__object__in=keys, target_locale=locale, enabled=True
        ).select_related("source")
    )
    numbers = progress_of(rows)
    return {
        row.source.object_id: {
            "totalSegments": numbers[row.pk].texts,
            "translatedSegments": numbers[row.pk].translated,
        }
        for row in rows
    }


def _described(thing: Any) -> Props:
    found = {
        "title": str(thing),
        "isLive": thing.live if isinstance(thing, DraftStateMixin) else True,
        "editUrl": edit_url(thing),
    }
    if isinstance(thing, Page):
        found["liveUrl"] = thing.full_url
    return found


def edit_url(thing: Any) -> str | None:
    return admin_url(thing, "edit")


def admin_url(thing: Any, name: str) -> str | None:
    """Of one of Wagtail's views of a page or snippet; None where it has none."""
    if isinstance(thing, Page):
        return reverse(f"wagtailadmin_pages:{name}", args=[thing.pk])
    viewset = getattr(thing, "snippet_viewset", None)
    return reverse(viewset.get_url_name(name), args=[quote(thing.pk)]) if viewset else None


def _request(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtail_localize:submit_page_translation", args=[thing.pk])
    names = [thing._meta.app_label, thing._meta.model_name, quote(thing.pk)]
    return reverse("wagtail_localize:submit_snippet_translation", args=names)
