"""What `search/` takes and gives, for OpenAPI."""

import base64
import binascii
import datetime
import json
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from cms.delivery.errors import ParameterError
from cms.delivery.parameters import (
    MAX_VALUES,
    FallbackParameters,
    Name,
    PagingParameters,
    check_text,
)
from cms.delivery.schema import PageSummary, PageType
from cms.schemas.shapes import PageLink, Shape, described
from search.engines import Match
from search.finding import MOST, Ordering

MAX_WORDS = 20
MAX_SUGGESTIONS = 10


def _few_words(text: str) -> str:
    if len(text.split()) > MAX_WORDS:
        raise ValueError(f"must have {MAX_WORDS} words at most")
    return check_text(text)


Text = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_few_words)]


class SuggestParameters(FallbackParameters):
    """What has been typed so far."""

    q: Text = Field(
        description="Words of a title; the last one may be unfinished.", examples=["ground wa"]
    )
    limit: int = Field(MAX_SUGGESTIONS, ge=1, le=MAX_SUGGESTIONS, description="How many at most.")


class SearchParameters(FallbackParameters, PagingParameters):
    """What to look for, and where."""

    q: Text = Field(
        description="Words that must all be on the page, in any form and order. Case and accents "
        "make no difference.",
        examples=["drinking water"],
    )
    type: list[PageType] = Field(
        [], max_length=MAX_VALUES, description="Only pages of one of these types."
    )
    tag: list[Name] = Field(
        [],
        max_length=MAX_VALUES,
        description="Only pages that carry one of these tags, named in any language.",
    )
    date__gte: datetime.date | None = Field(
        None,
        description="Only pages of this day or later. A page's day is its own `date`, else the "
        "day it was first published.",
    )
    date__gt: datetime.date | None = Field(None, description="Only pages of a later day.")
    date__lte: datetime.date | None = Field(None, description="Only pages of this day or earlier.")
    date__lt: datetime.date | None = Field(None, description="Only pages of an earlier day.")
    order: Ordering = Field("relevance", description="The best ones or the newest first.")

    def first_day(self) -> int | None:
        """The first day that all the limits allow, as an ordinal."""
        days = [_ordinal(self.date__gte), _ordinal(self.date__gt, 1)]
        return max((day for day in days if day is not None), default=None)

    def last_day(self) -> int | None:
        days = [_ordinal(self.date__lte), _ordinal(self.date__lt, -1)]
        return min((day for day in days if day is not None), default=None)


def _ordinal(day: datetime.date | None, moved: int = 0) -> int | None:
    return None if day is None else day.toordinal() + moved


class SearchHighlight(Shape):
    """Where the words stand: HTML in which everything but `<mark>` is escaped."""

    title: str = described("The title.", examples=["Safe <mark>water</mark>"])
    body: str = described("A part of the text, around the first of the words in it.")


class SearchResult(Shape):
    """A page that has been found."""

    page: PageSummary = described("The page, as lists show it.")
    highlight: SearchHighlight = described("Where the words stand in it.")


class FacetValue(Shape):
    """One way to narrow the search."""

    value: str = described("What to put into the parameter.")
    count: int = described("How many of the pages found have it.")


class SearchFacets(Shape):
    """Ways to narrow the search, the most frequent first; at most 50 values of each."""

    type: list[FacetValue] = described("Page types.")
    locale: list[FacetValue] = described("Languages.")
    year: list[FacetValue] = described("Years of the pages' days, the latest first.")
    tag: list[FacetValue] = described("Tags.")


class SearchResults(Shape):
    """Pages that hold all the words."""

    count: int = described(
        f"How many have been found. Of more than {MOST:,} matches, this many are taken: those "
        "with the words in the title and the newest. Items, order and facets are of these."
    )
    count_is_exact: bool = described(f"False if there are more than {MOST:,} matches.")
    items: list[SearchResult] = described("This part of them.")
    facets: SearchFacets = described("How they can be told apart.")
    next: str | None = described("The `cursor` of the part after this one; null at the end.")


class Suggestion(Shape):
    """A page whose title goes on from what was typed."""

    page: PageLink = described("The page.")


class Suggestions(Shape):
    """Titles that go on from what was typed."""

    items: list[Suggestion] = described("The best ones first.")


def encode(match: Match) -> str:
    """A cursor: the place behind this match, in either order."""
    content = json.dumps([match.score, match.key])
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[float, int]:
    """Score and key in a cursor; 422 for what is none."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        score, key = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        if type(score) is not float or type(key) is not int or score != score:
            raise ValueError(cursor)
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise ParameterError("cursor", "is not one that this API gave") from error
    return score, key
