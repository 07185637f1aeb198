"""Where the words of a page come from: written in its language, translated, copied or lent."""

from collections.abc import Iterable
from math import floor
from typing import Any

from wagtail.models import Page

from cms.delivery.scope import Scope
from cms.localization.versions import Version, versions_of
from cms.schemas.nodes import iso


class Provenance:
    """Of the pages that an answer shows; one query for all of them."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.keys: set[Any] = set()
        self.versions: dict[Any, dict[int, Version]] = {}  # by translation key and page

    def add(self, pages: Iterable[Page]) -> None:
        self.keys.update(page.translation_key for page in pages if page.pk)

    def of(self, page: Page) -> dict[str, Any]:
        """`meta.translation` of a page."""
        language = self.scope.language_of(page)
        wanted = self.keys - self.versions.keys()
        if page.translation_key in wanted:
            self.versions |= versions_of(wanted)  # not before: some answers show nothing of it
        version = self.versions.get(page.translation_key, {}).get(page.pk)
        is_lent = self.scope.wanted_language not in ("", language)
        state = str(version.state) if version else "original"
        source = version.made_from if version else page.locale_id
        return {
            "state": "fallback" if is_lent else state,
            "source_locale": self.scope.languages.get(source, language),
            "progress": _progress(version) if version else 1.0,
            "machine": bool(version and version.machine),
            "outdated_since": iso(version.outdated_since if version else None),
        }


def _progress(version: Version) -> float:
    """Of 1, which is said of what is whole alone."""
    if version.alias_of_id:
        return 0.0
    if version.translation_id is None or version.texts == 0:
        return 1.0
    return floor(100 * (version.translated or 0) / version.texts) / 100 if version.texts else 0.0
