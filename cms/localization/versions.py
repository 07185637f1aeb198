"""What pages and snippets are in each language: written, translated, out of date, or an alias.

One rule for the API and the admin, and one query for all things of a kind.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# One row for each thing, or one more for each further source that it has translations of.
_ROWS = """
    SELECT thing.{pk}, thing.translation_key, thing.locale_id, {alias_of}, {locale_of_alias},
           translation.id, translation.enabled, source.locale_id,
           state.outdated_since, state.texts, state.translated, state.machine
      FROM {table} AS thing {original}
      LEFT JOIN wagtail_localize_translationsource AS source
        ON source.object_id = thing.translation_key AND source.locale_id <> thing.locale_id
      LEFT JOIN wagtail_localize_translation AS translation
        ON translation.source_id = source.id AND translation.target_locale_id = thing.locale_id
      LEFT JOIN localization_translationstate AS state
        ON state.translation_id = translation.id
     WHERE thing.translation_key IN ({places})
  ORDER BY thing.{pk}, translation.id
"""
_ORIGINAL = "LEFT JOIN {table} AS original ON original.id = thing.alias_of_id"


class State(models.TextChoices):
    ORIGINAL = "original", _("Original")
    TRANSLATED = "translated", _("Translated")
    OUTDATED = "outdated", _("Outdated")
    ALIAS = "alias", _("Alias")


@dataclass
class Version:
    """A page or snippet in one language. Numbers of texts are those of its last publication."""

    locale_id: int
    alias_of_id: int | None
    locale_of_alias: int | None
    translation_id: int | None
    enabled: bool | None
    locale_of_source: int | None
    marked_since: datetime.datetime | None
    texts: int | None
    translated: int | None
    machine: int | None
    made_from: int = 0  # a locale, which is its own if it was written in it

    @property
    def state(self) -> State:
        if self.alias_of_id:
            return State("alias")
        if self.marked_since:
            return State("outdated")
        return State("original" if self.made_from == self.locale_id else "translated")

    @property
    def outdated_since(self) -> datetime.datetime | None:
        since = self.marked_since if self.state == State.OUTDATED else None
        if since and is_naive(since):  # as SQLite has it
            return make_aware(since, datetime.UTC)
        return since


def versions_of(
    keys: Iterable[Any], model: type[models.Model] = Page
) -> dict[Any, dict[int, Version]]:
    """By translation key and id; of each key all languages."""
    field: Any = model._meta.get_field("translation_key")
    parameters = [field.get_db_prep_value(key, connection) for key in set(keys)]
    found: dict[Any, dict[int, Version]] = {}
    if not parameters:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_sql(field.model, len(parameters)), parameters)
        for pk, key, *columns in cursor.fetchall():
            version, versions = Version(*columns), found.setdefault(field.to_python(key), {})
            if pk not in versions or version.translation_id:
                versions[pk] = version
    for versions in found.values():
        for version in versions.values():
            version.made_from = _made_from(version, versions)
    return found


def _sql(model: Any, number: int) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    has_aliases = issubclass(model, Page)
    return _ROWS.format(
        table=table,
        pk=connection.ops.quote_name(model._meta.pk.column),
        original=_ORIGINAL.format(table=table) if has_aliases else "",
        alias_of="thing.alias_of_id" if has_aliases else "NULL",
        locale_of_alias="original.locale_id" if has_aliases else "NULL",
        places=", ".join(["%s"] * number),
    )


def _made_from(version: Version, versions: dict[int, Version]) -> int:
    """The locale that this one was made from; by hand: from the one that was there first."""
    if version.alias_of_id:
        return version.locale_of_alias or version.locale_id
    if version.locale_of_source and version.translation_id:
        return version.locale_of_source
    return next(
        (each.locale_id for each in versions.values() if not each.alias_of_id),
        version.locale_id,
    )
