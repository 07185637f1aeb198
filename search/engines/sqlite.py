"""An FTS5 table, filled with our own words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, FloatField, QuerySet, Value
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from search.engines import COLUMNS, Alternatives, Match, Query, Words

# The tokenizer `ascii` cuts at ASCII signs alone: the words come cut and folded already.
CREATE = [
    "CREATE VIRTUAL TABLE search_words"
    " USING fts5(title, body, names, filters, tokenize = 'ascii')",
    "CREATE TRIGGER search_document_deleted AFTER DELETE ON search_document BEGIN"
    " DELETE FROM search_words WHERE rowid = old.key; END",
]
DROP = ["DROP TRIGGER search_document_deleted", "DROP TABLE search_words"]


class SQLite:
    """See `Engine`."""

    def write(self, documents: Iterable[Words]) -> None:
        rows = [
            (
                words.key,
                " ".join(words.title),
                " ".join(words.body),
                " ".join(words.names),
                " ".join(map(_one_word, words.filters)),
            )
            for words in documents
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_words WHERE rowid = %s", [row[:1] for row in rows]
            )
            cursor.executemany(
                "INSERT INTO search_words (rowid, title, body, names, filters)"
                " VALUES (%s, %s, %s, %s, %s)",
                rows,
            )

    def newest(self, pages: QuerySet[Page], query: Query, number: int) -> list[Match]:
        return [Match(*row) for row in self.matches(pages, query)[:number]]

    def matches(self, pages: QuerySet[Page], query: Query) -> QuerySet[Page, Any]:
        found = pages.filter(
            RawSQL("search_words MATCH %s", [expression(query)], output_field=BooleanField()),
            search_document__words__isnull=False,
        )
        if query.first_key is not None:
            found = found.filter(search_document__words__pk__gte=query.first_key)
        if query.last_key is not None:
            found = found.filter(search_document__words__pk__lte=query.last_key)
        # words of the title count ten times
        rank = RawSQL("-bm25(search_words, 10.0, 1.0, 0.0, 0.0)", [], output_field=FloatField())
        return found.order_by("-search_document__words__pk").values_list(
            *COLUMNS,
            rank if query.is_ranked else Value(0.0),
        )


def expression(query: Query) -> str:
    """As FTS5 reads it: `{title body} : ("well" OR "wells") AND …`."""
    groups = [
        *_groups("{title body}", query.text),
        *_groups("title", query.title),
        *_groups("names", query.names),
        *_groups("filters", query.filters),
    ]
    return " AND ".join(groups)


def _groups(columns: str, parts: Sequence[Alternatives]) -> list[str]:
    clean = _one_word if columns == "filters" else str
    return [
        f"{columns} : ("
        + " OR ".join(f'"{clean(word)}"' + (" *" if part.is_prefix else "") for word in part.words)
        + ")"
        for part in parts
    ]


def _one_word(text: str) -> str:
    """A text of any letters and signs as one word, unlike that of any other text."""
    return "".join(
        char if char.isalnum() or ord(char) > 127 else f"\ue000{ord(char):x}\ue001"
        for char in text
    )
