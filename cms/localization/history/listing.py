"""What is shown of the history of a translation's texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import Max, Q, QuerySet
from wagtail_localize.models import Translation

from cms.localization.definitions import label, trail
from cms.localization.history.models import How, PastText
from cms.localization.segment_views import chosen_model

PER_PAGE = 50


@dataclass
class Line:
    past: PastText
    place: str
    text: str  # or the name of what was chosen
    is_current: bool

    @property
    def is_usable(self) -> bool:
        return not self.is_current and self.past.how != How.DELETED


def past_of(translation: Translation) -> QuerySet[PastText]:
    return PastText.objects.filter(
        object=translation.source.object_id, locale=translation.target_locale_id
    )


def matching(past: QuerySet[PastText], asked: Any) -> QuerySet[PastText]:
    """Of one text, or with some words in it."""
    if (place := str(asked.get("place", ""))).isdecimal():
        past = past.filter(context=place)
    if (string := str(asked.get("string", ""))).isdecimal():
        past = past.filter(string=string)
    if words := str(asked.get("q", "")).strip():
        past = past.filter(Q(data__icontains=words) | Q(string__data__icontains=words))
    return past


def page_of(past: QuerySet[PastText], number: Any) -> PageOfRows:
    rows = past.select_related("context", "string", "user").order_by("-id")
    return Paginator(rows, PER_PAGE).get_page(number)


def lines(translation: Translation, rows: Iterable[PastText]) -> list[Line]:
    rows = list(rows)
    model = translation.source.specific_content_type.model_class()
    current = _current(translation, {row.context_id for row in rows})
    names = _names(model, rows)
    return [
        Line(
            row,
            label(model, row.context.field_path) if model else "",
            names.get(row.pk, row.data if row.string_id else str(row.choice or "")),
            row.pk in current,
        )
        for row in rows
    ]


def _current(translation: Translation, places: set[int]) -> set[int]:
    """The last of each text that the source still has."""
    source = translation.source
    texts = source.stringsegment_set.filter(context__in=places)
    there = {*texts.values_list("context", "string")}
    shared = source.overridablesegment_set.filter(context__in=places)
    there |= {(place, None) for place in shared.values_list("context", flat=True)}
    newest = past_of(translation).filter(context__in=places).order_by()
    newest = newest.values_list("context", "string").annotate(newest=Max("id"))
    return {pk for place, string, pk in newest if (place, string) in there}


def _names(model: Any, rows: list[PastText]) -> dict[int, str]:
    """Of the things that were chosen and are still there."""
    kinds: dict[Any, dict[int, Any]] = {}
    for row in rows:
        found = trail(model, row.context.field_path) if model else []
        kind = chosen_model(found[-1]) if found else None
        if row.string_id is None and kind is not None and row.choice is not None:
            kinds.setdefault(kind, {})[row.pk] = row.choice
    names: dict[int, str] = {}
    for kind, chosen in kinds.items():
        things = kind._base_manager.in_bulk(set(chosen.values()))
        names |= {
            row: str(things[kind._meta.pk.to_python(key)])
            for row, key in chosen.items()
            if kind._meta.pk.to_python(key) in things
        }
    return names
