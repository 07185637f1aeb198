"""What the report on translations says of each; in as many queries for many as for a few."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from wagtail.coreutils import capfirst
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.localization.instances import edit_url
from cms.localization.standing import Standing, key_of, standings_of

_AT_ONCE = 500


@dataclass(frozen=True)
class Row:
    kind: str
    source: str
    source_url: str | None
    target: str
    target_url: str | None
    standing: Standing | None  # None: the translation is gone

    @property
    def state(self) -> str:
        return self.standing.label if self.standing else ""

    @property
    def progress(self) -> str:
        return self.standing.numbers if self.standing else ""

    @property
    def changed(self) -> int | None:
        return self._number("changed")

    @property
    def missing(self) -> int | None:
        return self._number("missing")

    @property
    def outdated_since(self) -> datetime.datetime | None:
        return self.standing.outdated_since if self.standing else None

    def _number(self, name: str) -> int | None:
        progress = self.standing.progress if self.standing else None
        return getattr(progress, name) if progress else None


def attach_rows(translations: Iterable[Translation]) -> None:
    """Each gets a `row`."""
    left = iter(translations)
    while batch := list(islice(left, _AT_ONCE)):
        things = _things(batch)
        targets = [things.get(_place(each, each.target_locale_id)) for each in batch]
        standings = standings_of(target for target in targets if target is not None)
        for each, target in zip(batch, targets, strict=True):
            source = things.get(_place(each, each.source.locale_id))
            each.row = Row(
                str(capfirst(each.source.specific_content_type.name)),
                f"{each.source.object_repr} ({each.source.locale})",
                edit_url(source),
                f"{_title(target)} ({each.target_locale})",
                edit_url(target),
                standings.get(key_of(target)) if target else None,
            )


def _things(translations: list[Translation]) -> dict[tuple[Any, int], Any]:
    """Sources and targets, by translation keys and languages."""
    kinds: dict[Any, list[Translation]] = {}
    for each in translations:
        model = each.source.specific_content_type.model_class()
        if model is not None:
            kinds.setdefault(Page if issubclass(model, Page) else model, []).append(each)
    found: dict[tuple[Any, int], Any] = {}
    for model, group in kinds.items():
        locales = {each.source.locale_id for each in group}
        locales |= {each.target_locale_id for each in group}
        things = model._default_manager.filter(
            translation_key__in={each.source.object_id for each in group}, locale__in=locales
        )
        found |= {(thing.translation_key, thing.locale_id): thing for thing in things}
    return found


def _place(translation: Translation, locale: int) -> tuple[Any, int]:
    return translation.source.object_id, locale


def _title(thing: Any) -> str:
    if thing is None:
        return "–"
    return str(thing.get_admin_display_title() if isinstance(thing, Page) else thing)
