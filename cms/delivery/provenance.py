"""Where the words of a page come from: written in its language, translated, copied or lent."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Any

from django.db import connection
from django.utils.timezone import is_naive, make_aware
from wagtail.models import Page

from cms.delivery.scope import Scope
from cms.schemas.nodes import iso

# One row for each page, or one more for each further source that it has translations of.
_ROWS = """
    SELECT page.id, page.translation_key, page.locale_id, page.alias_of_id, original.locale_id,
           translation.id, source.locale_id,
           state.outdated_since, state.texts, state.translated, state.machine
      FROM wagtailcore_page AS page
      LEFT JOIN wagtailcore_page AS original ON original.id = page.alias_of_id
      LEFT JOIN wagtail_localize_translationsource AS source
        ON source.object_id = page.translation_key AND source.locale_id <> page.locale_id
      LEFT JOIN wagtail_localize_translation AS translation
        ON translation.source_id = source.id AND translation.target_locale_id = page.locale_id
      LEFT JOIN localization_translationstate AS state
        ON state.translation_id = translation.id
     WHERE page.translation_key IN ({})
  ORDER BY page.id, translation.id
"""


@dataclass
class _Version:
    """One language's version of a page."""

    locale_id: int
    alias_of_id: int | None
    locale_of_alias: int | None
    translation_id: int | None
    source_locale: int | None
    outdated_since: datetime.datetime | None
    texts: int | None
    translated: int | None
    machine: int | None

    @property
    def progress(self) -> float:
        """Of 1, which is said of what is whole alone."""
        if self.alias_of_id:
            return 0.0
        if self.translation_id is None or self.texts == 0:
            return 1.0
        return floor(100 * (self.translated or 0) / self.texts) / 100 if self.texts else 0.0


class Provenance:
    """Of the pages that an answer shows; one query for all of them."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.keys: set[Any] = set()
        self.versions: dict[Any, dict[int, _Version]] = {}  # by translation key and page

    def add(self, pages: Iterable[Page]) -> None:
        self.keys.update(page.translation_key for page in pages if page.pk)

    def _load(self) -> None:
        keys = list(self.keys - self.versions.keys())
        field: Any = Page._meta.get_field("translation_key")
        to_key = field.to_python
        with connection.cursor() as cursor:
            places = ", ".join(["%s"] * len(keys))
            parameters = [field.get_db_prep_value(key, connection) for key in keys]
            cursor.execute(_ROWS.format(places), parameters)
            for pk, key, *columns in cursor.fetchall():
                version = _Version(*columns)
                versions = self.versions.setdefault(to_key(key), {})
                if pk not in versions or version.translation_id:
                    versions[pk] = version

    def of(self, page: Page) -> dict[str, Any]:
        """`meta.translation` of a page."""
        language = self.scope.language_of(page)
        if page.translation_key in self.keys - self.versions.keys():
            self._load()  # not before: some answers show nothing of it
        versions = self.versions.get(page.translation_key, {})
        version = versions.get(page.pk)
        source = self._source(version, versions) if version else page.locale_id
        since = version.outdated_since if version and not version.alias_of_id else None
        if since and is_naive(since):  # as SQLite has it
            since = make_aware(since, datetime.UTC)
        return {
            "state": self._state(page, version, source, language),
            "source_locale": self.scope.languages.get(source, language),
            "progress": version.progress if version else 1.0,
            "machine": bool(version and version.machine),
            "outdated_since": iso(since),
        }

    def _state(self, page: Page, version: _Version | None, source: int, language: str) -> str:
        if self.scope.wanted_language not in ("", language):
            return "fallback"
        if version and version.alias_of_id:
            return "alias"
        if version and version.outdated_since:
            return "outdated"
        return "original" if source == page.locale_id else "translated"

    @staticmethod
    def _source(version: _Version, versions: dict[int, _Version]) -> int:
        """The locale that this one was made from; by hand: from the one that was there first."""
        if version.alias_of_id:
            return version.locale_of_alias or version.locale_id
        if version.source_locale and version.translation_id:
            return version.source_locale
        return next(
            (each.locale_id for each in versions.values() if not each.alias_of_id),
            version.locale_id,
        )
