"""How translations stand to their sources, for everything in the admin that shows it.

Two queries for any number of pages, two more for each other kind of thing.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext as _n
from wagtail.coreutils import get_locales_display_names
from wagtail.models import Page

from cms.localization.progress import Progress, progress_by_id
from cms.localization.versions import State, Version, versions_of


@dataclass(frozen=True)
class Standing:
    """Progress is that of the work at hand; readers may have less of it."""

    state: State
    made_from: int  # a locale
    outdated_since: datetime.datetime | None
    progress: Progress | None  # None: not translated text by text

    @property
    def label(self) -> str:
        if self.state == State.ALIAS:
            language = get_locales_display_names().get(self.made_from, "")
            return _t("Alias of %(language)s") % {"language": language}
        if self.state == State.TRANSLATED and self.progress and self.progress.missing:
            return self.numbers
        return str(self.state.label)

    @property
    def numbers(self) -> str:
        """`3 of 12 translated`."""
        if self.progress is None:
            return ""
        numbers = {"translated": self.progress.translated, "texts": self.progress.texts}
        return _t("%(translated)d of %(texts)d translated") % numbers

    @property
    def changes(self) -> str:
        """What there is to do about an outdated one."""
        if self.state != State.OUTDATED or self.progress is None:
            return ""
        words = []
        if changed := self.progress.changed:
            words.append(_n("%(n)d text changed", "%(n)d texts changed", changed) % {"n": changed})
        if missing := self.progress.missing:
            words.append(_n("%(n)d text missing", "%(n)d texts missing", missing) % {"n": missing})
        return ", ".join(words) or _t("To be published again")


def standings_of(things: Iterable[Any]) -> dict[tuple[type, Any], Standing]:
    """Of pages and translatable snippets; see `key_of`."""
    wanted = {key_of(thing): thing.translation_key for thing in things}
    kinds: dict[type, set[Any]] = {}
    for (kind, _pk), key in wanted.items():
        kinds.setdefault(kind, set()).add(key)
    versions: dict[tuple[type, Any], Version] = {}
    for kind, keys in kinds.items():
        for group in versions_of(keys, kind).values():
            found = {(kind, pk): version for pk, version in group.items()}
            versions |= {key: found[key] for key in found.keys() & wanted.keys()}
    progress = progress_by_id(
        version.translation_id
        for version in versions.values()
        if version.translation_id and _is_by_text(version)
    )
    return {
        key: Standing(
            version.state,
            version.made_from,
            version.outdated_since,
            progress.get(version.translation_id or 0) if _is_by_text(version) else None,
        )
        for key, version in versions.items()
    }


def key_of(thing: Any) -> tuple[type, Any]:
    return _kind(thing), thing.pk


def standing_of(thing: Any) -> Standing:
    return standings_of([thing])[key_of(thing)]


def _kind(thing: Any) -> type:
    return Page if isinstance(thing, Page) else type(thing)


def _is_by_text(version: Version) -> bool:
    """Not if it was stopped, and is edited as a page of its own."""
    return bool(version.enabled) and version.state != State.ALIAS
