"""The full text indexes of PostgreSQL and of SQLite, behind one door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Page


@dataclass(frozen=True)
class Words:
    """Of one document: stems in their order, the title's words as written, and filters."""

    key: int
    title: Sequence[str]
    body: Sequence[str]
    names: Sequence[str]
    filters: Sequence[str]


@dataclass(frozen=True)
class Alternatives:
    """Words of which one must be there; `is_prefix`: as the beginning of a word."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class Query:
    """All of these must be there."""

    text: Sequence[Alternatives] = ()
    title: Sequence[Alternatives] = ()  # stems that must stand in the title
    names: Sequence[Alternatives] = ()  # words that must stand in the title, as written
    filters: Sequence[Alternatives] = ()
    first_key: int | None = None  # both ends included
    last_key: int | None = None

    @property
    def is_ranked(self) -> bool:
        return bool(self.text or self.title)


class Match(NamedTuple):
    """A document that has been found; suggestions have no score."""

    key: int
    page_id: int
    locale_id: int
    content_type_id: int
    tags: str  # one on each line
    score: float


# What a match is made of, but for its score, as pages lead to it.
COLUMNS = (
    "search_document__key",
    "pk",
    "search_document__locale_id",
    "search_document__content_type_id",
    "search_document__tags",
)


class Engine(Protocol):
    """What a database can do."""

    def write(self, documents: Iterable[Words]) -> None:
        """Keep the words of documents that have just been stored."""

    def newest(self, pages: QuerySet[Page], query: Query, number: int) -> list[Match]:
        """The newest matches among these pages, at most so many, newest first."""


def engine() -> Engine:
    """The one of the database in use."""
    if connection.vendor == "postgresql":
        from search.engines import postgresql

        return postgresql.PostgreSQL()
    from search.engines import sqlite

    return sqlite.SQLite()
