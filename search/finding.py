"""Finds pages by their words, with an amount of work that does not grow with the site.

The index gives the newest matches, and those in titles, up to a number; only these are ranked,
counted and told apart by facets. Where there are more, the answer says so.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from cms.core.trees import Tree
from cms.delivery.scope import Scope
from search import questions
from search.documents import filter_word
from search.engines import Alternatives, Match, Query, engine
from search.models import Document, date_of, first_key_of
from search.words import fold

MOST = 1_000
_MOST_BY_TITLE = 200
_MOST_FACET_VALUES = 50
_SUGGESTED_AMONG = 100

Ordering = Literal["relevance", "-date"]


@dataclass(frozen=True)
class Criteria:
    """What to look for, and where."""

    trees: Sequence[Tree]
    one_version: bool = False  # of each page, in the first language of these trees that has it
    types: Sequence[str] = ()
    tags: Sequence[str] = ()
    first_day: int | None = None  # as ordinals, both included
    last_day: int | None = None

    def apply(self, query: Query) -> Query:
        filters = [
            *_one_of("type", self.types),
            *_one_of("tag", self.tags),
            *_one_of("locale", [tree.language for tree in self.trees] if self.one_version else []),
        ]
        return replace(
            query,
            filters=filters,
            first_key=None if self.first_day is None else first_key_of(self.first_day),
            last_key=None if self.last_day is None else first_key_of(self.last_day + 1) - 1,
        )


def _one_of(kind: str, values: Sequence[str]) -> list[Alternatives]:
    words = tuple(dict.fromkeys(filter_word(kind, value) for value in values))
    return [Alternatives(words)] if words else []


@dataclass
class Found:
    """Matches in order, and whether they are all."""

    question: list[Alternatives] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    is_all: bool = True


def find(scope: Scope, text: str, criteria: Criteria, order: Ordering) -> Found:
    """The public pages that hold all the words."""
    question = questions.asked(text, [tree.language for tree in criteria.trees])
    if not question:
        return Found()
    public = _public(scope, criteria)
    query = criteria.apply(Query(text=question))
    matches = engine().newest(public, query, MOST + 1)
    is_all = len(matches) <= MOST
    if order == "relevance":
        if not is_all:
            in_title = replace(query, text=(), title=question)
            best = engine().newest(public, in_title, _MOST_BY_TITLE)
            matches = list({match.key: match for match in (*best, *matches)}.values())
        matches = matches[:MOST]
        matches.sort(key=lambda match: (-match.score, -match.key))
    return Found(question, matches[:MOST], is_all)


def suggest(scope: Scope, text: str, criteria: Criteria, number: int) -> list[int]:
    """Ids of pages whose titles hold the words, of which the last may be unfinished.

    Titles that begin so come first, then the newest.
    """
    question = questions.begun(text)
    if not question:
        return []
    query = criteria.apply(Query(names=question))
    matches = engine().newest(_public(scope, criteria), query, _SUGGESTED_AMONG)
    beginning = fold(text)
    titles = Document.objects.filter(key__in=[match.key for match in matches])
    begin_so = {
        key
        for key, title in titles.values_list("key", "title")
        if fold(title).startswith(beginning)
    }
    matches.sort(key=lambda match: (match.key not in begin_so, -match.key))
    return [match.page_id for match in matches[:number]]


def _public(scope: Scope, criteria: Criteria) -> QuerySet[Page]:
    public = scope.first_versions if criteria.one_version else scope.pages
    return public(Page.objects.all(), criteria.trees)


def facets(scope: Scope, matches: Iterable[Match]) -> dict[str, list[dict[str, object]]]:
    """How many of the matches have which type, language, year and tags."""
    matches = list(matches)
    types: Counter[str] = Counter()
    for content_type_id, number in Counter(match.content_type_id for match in matches).items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None:
            types[model._meta.label] = number
    locales = Counter(scope.languages[match.locale_id] for match in matches)
    years = Counter(str(date_of(match.key).year) for match in matches)
    tags: Counter[str] = Counter()
    for lines, number in Counter(match.tags for match in matches).items():
        tags.update(dict.fromkeys(lines.splitlines(), number))
    return {
        "type": _values(types),
        "locale": _values(locales),
        "year": sorted(_values(years), key=lambda each: str(each["value"]), reverse=True),
        "tag": _values(tags),
    }


def _values(counted: Counter[str]) -> list[dict[str, object]]:
    """The most frequent ones first, then by name."""
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [{"value": value, "count": number} for value, number in ordered[:_MOST_FACET_VALUES]]
