"""A tsvector with a GIN index, filled with our own words.

PostgreSQL's own parser and dictionaries are left out: they know no Chinese, and what they make
of a text depends on how the database was set up.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, FloatField, QuerySet, Value
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from search.engines import COLUMNS, Alternatives, Match, Query, Words

_MAX_POSITION = 16_383  # of a tsvector
# Kinds of words live side by side in one index; no word of a text holds an equals sign.
_TITLE, _NAME, _FILTER = "t=", "n=", "f="

CREATE = [
    "ALTER TABLE search_document ADD COLUMN words tsvector",
    # without a list of pending entries, which every search would have to walk
    "CREATE INDEX search_document_words ON search_document USING gin (words)"
    " WITH (fastupdate = off)",
]
DROP = ["ALTER TABLE search_document DROP COLUMN words"]


class PostgreSQL:
    """See `Engine`."""

    def write(self, documents: Iterable[Words]) -> None:
        rows = [(vector(words), words.key) for words in documents]
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_document SET words = %s::tsvector WHERE key = %s", rows
            )

    def newest(self, pages: QuerySet[Page], query: Query, number: int) -> list[Match]:
        return [Match(*row) for row in self.matches(pages, query)[:number]]

    def matches(self, pages: QuerySet[Page], query: Query) -> QuerySet[Page, Any]:
        found = pages.filter(
            RawSQL(
                "search_document.words @@ %s::tsquery",
                [tsquery(query)],
                output_field=BooleanField(),
            ),
            search_document__isnull=False,
        )
        if query.first_key is not None:
            found = found.filter(search_document__key__gte=query.first_key)
        if query.last_key is not None:
            found = found.filter(search_document__key__lte=query.last_key)
        # 1: divided by the logarithm of the length; words of the title count ten times
        rank = RawSQL(
            "ts_rank('{0.1, 0.1, 0.1, 1.0}', search_document.words, %s::tsquery, 1)",
            [tsquery(Query(text=query.text or query.title))],
            output_field=FloatField(),
        )
        return found.order_by("-search_document__key").values_list(
            *COLUMNS,
            rank if query.is_ranked else Value(0.0),
        )


def vector(words: Words) -> str:
    """As PostgreSQL reads it: `'well':1A,7 't=well' …`."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(words.title, 1):
        places[word].append(f"{min(place, _MAX_POSITION)}A")
    for place, word in enumerate(words.body, len(words.title) + 2):
        places[word].append(str(min(place, _MAX_POSITION)))
    plain = [
        *(_TITLE + word for word in words.title),
        *(_NAME + word for word in words.names),
        *(_FILTER + word for word in words.filters),
    ]
    placed = [f"{_quoted(word)}:{','.join(found[:255])}" for word, found in places.items()]
    return " ".join([*placed, *map(_quoted, dict.fromkeys(plain))])


def tsquery(query: Query) -> str:
    groups = [
        *_groups("", query.text),
        *_groups(_TITLE, query.title),
        *_groups(_NAME, query.names),
        *_groups(_FILTER, query.filters),
    ]
    return " & ".join(groups)


def _groups(kind: str, parts: Sequence[Alternatives]) -> list[str]:
    return [
        "("
        + " | ".join(
            _quoted(kind + word) + (":*" if part.is_prefix else "") for word in part.words
        )
        + ")"
        for part in parts
    ]


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
