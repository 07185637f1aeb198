"""What pictures and documents say in the language of what shows them."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from wagtail.images import get_image_model

from cms.core import plain_sql
from cms.core.languages import stand_ins
from cms.delivery.scope import Scope
from cms.localization.library.models import LibraryWords


@dataclass(frozen=True)
class Words:
    """Of a picture or document, in one language."""

    locale_id: int
    is_original: bool
    title: str
    description: str
    caption: str
    credit: str


_COLUMNS = tuple(Words.__dataclass_fields__)
_AGGREGATE = {"postgresql": ("json_agg", "json_build_array")}
_IN_SQLITE = ("json_group_array", "json_array")


def load(model: Any, keys: list[int]) -> list[Any]:
    """Pictures or documents, each with its words in all languages: one query."""
    wanted = plain_sql.one_of(model, "id", keys)
    return plain_sql.load(model, wanted, keys, also=(("words_said", _words_of(model)),))


@cache
def _words_of(model: Any) -> str:
    name = "image" if model is get_image_model() else "document"
    into_list, into_row = _AGGREGATE.get(connection.vendor, _IN_SQLITE)
    columns = ", ".join(plain_sql.column(LibraryWords, column) for column in _COLUMNS)
    of_it = f"{plain_sql.column(LibraryWords, name)} = {plain_sql.column(model, 'id')}"
    words = plain_sql.table(LibraryWords)
    return f"(SELECT {into_list}({into_row}({columns})) FROM {words} WHERE {of_it})"  # noqa: S608


def words_of(scope: Scope, item: Any, language: str) -> Words | None:
    """In this language or the first that stands in for it; None: its own will do.

    Its own are looked after by its own tag, those of a language by theirs.
    """
    stored = item.words_said or []
    rows = json.loads(stored) if isinstance(stored, str) else stored
    known = {words.locale_id: words for words in (Words(*row) for row in rows)}
    for each in stand_ins(language) if known else ():
        words = known.get(scope.locale_ids.get(each, 0))
        if words is not None and words.is_original:
            return None
        scope.tags.words(item, each)
        if words is not None:
            return words
    return None


def said(item: Any, words: Words | None, name: str) -> str:
    """One of its texts. What it does not say by itself, no translation says."""
    own: str = getattr(item, name)
    return (getattr(words, name) if own and words else "") or own
