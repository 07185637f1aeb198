"""The walker's parts.

A StreamField or a model's fields are compiled once into a tree of nodes. Each node knows the
type of what it delivers (for OpenAPI), which other things a stored value refers to, and how to
turn the stored value into JSON once those things are loaded:

    stored value ── collect ──> references ── one query for each kind ──> source
    stored value ── build(source) ──> JSON value of the node's type
"""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from django.db.models import Model

RichTextFormat = Literal["html", "markdown", "portable_text"]


@dataclass(frozen=True)
class Listing:
    """A request for the newest pages of a type; `topic_path` leads from them to topics."""

    type: str
    newest_first_by: str
    topic_path: str
    number: int
    topic: int | None
    language: str


@dataclass
class References:
    """Everything that some content refers to; page and snippet ids with the language wanted."""

    pages: set[tuple[int, str]] = field(default_factory=set)
    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    embeds: set[str] = field(default_factory=set)
    listings: set[Listing] = field(default_factory=set)
    snippets: dict[type[Model], set[tuple[int, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Collector:
    """Notes references found in content of one language."""

    found: References
    language: str

    def page(self, pk: Any, language: str | None = None) -> None:
        if (number := as_id(pk)) is not None:
            self.found.pages.add((number, language or self.language))

    def image(self, pk: Any) -> None:
        if (number := as_id(pk)) is not None:
            self.found.images.add(number)

    def document(self, pk: Any) -> None:
        if (number := as_id(pk)) is not None:
            self.found.documents.add(number)

    def snippet(self, model: type[Model], pk: Any) -> None:
        if (number := as_id(pk)) is not None:
            self.found.snippets.setdefault(model, set()).add((number, self.language))

    def embed(self, url: str) -> None:
        self.found.embeds.add(url)

    def listing(self, listing: Listing) -> None:
        self.found.listings.add(listing)


class Source(Protocol):
    """Gives what was referred to, as JSON; None for what the public may not see."""

    language: str
    rich_text_format: RichTextFormat

    def page(self, pk: Any, language: str | None = None) -> dict[str, Any] | None: ...
    def address(self, page_link: dict[str, Any]) -> str: ...
    def image(
        self, pk: Any, *, alt: str | None = None, credit: str | None = None
    ) -> dict[str, Any] | None: ...
    def document(self, pk: Any) -> dict[str, Any] | None: ...
    def snippet(self, model: type[Model], pk: Any) -> dict[str, Any] | None: ...
    def embed(self, url: str) -> dict[str, Any] | None: ...
    def listing(self, listing: Listing) -> list[dict[str, Any]]: ...
    def anchor(self, text: str) -> str: ...


def as_id(value: Any) -> int | None:
    """A primary key as stored in a stream, or None for anything that cannot be one."""
    if isinstance(value, bool) or value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if 0 < number < 2**31 else None


class Node:
    """One place in the content; see the module's text."""

    annotation: Any
    description = ""
    facts = ""  # half a sentence of the description: what kind of value this is
    listed: Any = None  # its type inside of a list, which leaves out what `is_void`

    def collect(self, raw: Any, into: Collector) -> None:
        """Note what `raw` refers to. Most values refer to nothing."""

    def build(self, raw: Any, source: Source) -> Any:
        """The JSON value. `raw` may be None: a field added after the content was stored."""
        raise NotImplementedError

    def is_void(self, built: Any) -> bool:
        """Whether a list leaves this value out, since what it showed cannot be seen."""
        return False


class Scalar(Node):
    """A plain value, converted by a function; None becomes `empty`."""

    def __init__(self, annotation: Any, convert: Callable[[Any], Any], empty: Any = None) -> None:
        self.annotation = annotation if empty is not None else annotation | None
        self.convert = convert
        self.empty = empty

    def build(self, raw: Any, source: Source) -> Any:
        if raw is None or raw == "":
            return self.empty
        try:
            return self.convert(raw)
        except (TypeError, ValueError):
            return self.empty


def text() -> Scalar:
    return Scalar(str, str, "")


def choice(values: Collection[str], annotation: Any, empty: str | None) -> Scalar:
    """One of some texts; one that can no longer be chosen counts as empty."""

    def convert(raw: Any) -> str:
        if values and str(raw) not in values:
            raise ValueError(raw)
        return str(raw)

    return Scalar(annotation, convert, empty)


def moment(kind: type[Any]) -> Scalar:
    """A date, time or datetime, stored as itself or in ISO 8601."""
    node = Scalar(
        kind, lambda raw: iso(raw if not isinstance(raw, str) else kind.fromisoformat(raw))
    )
    node.facts = f"{MOMENT_FACTS[kind]}; null if there is none"
    return node


MOMENT_FACTS = {
    datetime.date: "A day, as `2026-03-01`",
    datetime.time: "A time of day, as `09:30:00`",
    datetime.datetime: "A moment, in UTC as `2026-03-01T09:30:00Z`",
}


def iso(value: Any) -> str | None:
    """ISO 8601; aware datetimes in UTC with `Z`."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        value = value.astimezone(datetime.UTC)
        return str(value.isoformat().replace("+00:00", "Z"))
    return str(value.isoformat())


class Reference(Node):
    """A choice of one thing kept elsewhere; None if nothing or something hidden is chosen."""

    target: Any  # the type of what is given if it is not None

    @property
    def listed(self) -> Any:
        return self.target

    def is_void(self, built: Any) -> bool:
        return built is None
