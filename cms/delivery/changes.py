"""How readers follow the content log: where each stands, and what one of a site is told."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from cms.delivery.errors import GoneError, ParameterError
from cms.delivery.scope import Scope
from cms.events.models import Action, Change, Head, PublicThing, Thing
from cms.events.recorded import recorded_models
from cms.schemas.models import delivered_pages
from cms.schemas.nodes import iso

START = "start"
_CURSOR = re.compile(r"(\d{1,18})\.([0-9a-f]{0,16})(?:\.(\d{1,18}))?", re.ASCII)


def told_models() -> list[type[Model]]:
    """All that changes are told of."""
    return [*delivered_pages(), *recorded_models()]


@dataclass(frozen=True)
class Place:
    """Where a reader stands: behind a change, and in an initial sync also behind a thing.

    The version of that change tells one history from another: after a restored backup the
    same number is given to something else.
    """

    number: int
    version: str
    thing: int | None = None

    def __str__(self) -> str:
        cursor = f"{self.number}.{self.version}"
        return cursor if self.thing is None else f"{cursor}.{self.thing}"

    @classmethod
    def newest(cls) -> "Place":
        """Behind all that has happened, in one look."""
        last = Change.objects.filter(sequence=OuterRef("sequence")).values("version")
        head = Head.objects.annotate(version=Subquery(last[:1])).get()
        return cls(head.sequence, head.version or "")

    @classmethod
    def read(cls, cursor: str) -> "Place":
        """A place in this history; 422 for what is no cursor, 410 for what is none any more."""
        found = _CURSOR.fullmatch(cursor)
        if found is None:
            raise ParameterError("since", "is not a cursor that this API gave")
        number, version, thing = found.groups()
        place = cls(int(number), version, None if thing is None else int(thing))
        place.check()
        return place

    def check(self) -> None:
        """GoneError if the change is not there: cleared away, or of another history."""
        change = Change.objects.filter(sequence=self.number)
        if self.version:
            is_there = change.filter(version=self.version).exists()
        else:  # the log begins here
            is_there = Head.objects.filter(oldest=self.number).exists() and not change.exists()
        if not is_there:
            raise GoneError("This cursor is older than what is kept, or is of another history.")


@dataclass(frozen=True)
class Filter:
    """What a reader wants to hear of, besides what belongs to no site or no language."""

    scope: Scope
    locale: str | None
    types: tuple[str, ...] = ()

    def things(self) -> QuerySet[PublicThing]:
        """All that is public."""
        return PublicThing.objects.filter(self._narrow(Q()), visible=True)

    def changes(self) -> QuerySet[Change]:
        """What has happened. A home page that is no longer one was this site's, for all that can
        be known; nobody is to miss that its pages are gone.
        """
        roots = {tree.root_id for tree in self.scope.forest.trees}
        leaving = Q(action__in=[Action.UNPUBLISHED, Action.DELETED])
        return Change.objects.filter(self._narrow(leaving & ~Q(tree_id__in=roots)))

    def _narrow(self, or_else: Q) -> Q:
        own = [tree.root_id for tree in self.scope.trees]
        wanted = Q(tree_id__in=own) | Q(tree_id=None)
        wanted = wanted | or_else if or_else else wanted
        if self.locale is not None:
            wanted &= Q(locale__in=[self.locale, ""])
        return wanted & Q(type__in=self.types) if self.types else wanted


@dataclass(frozen=True)
class Part:
    """Some changes, or some of the things of an initial sync, and where to go on."""

    items: list[dict[str, Any]]
    next: Place
    more: bool


def follow(wanted: Filter, since: str | None, limit: int) -> Part:
    """What comes behind a cursor, oldest first."""
    newest = Place.newest()
    if since is None:
        return Part([], newest, more=False)
    if since == START:
        return _things(wanted, Place(newest.number, newest.version, 0), limit)
    place = Place.read(since)
    if place.thing is not None:
        return _things(wanted, place, limit)
    behind = wanted.changes().filter(sequence__gt=place.number, sequence__lte=newest.number)
    rows = list(behind.order_by("sequence")[: limit + 1])
    place.check()  # nothing was cleared away in between
    items = [_change(row) for row in rows[:limit]]
    if len(rows) > limit:
        last = rows[limit - 1]
        return Part(items, Place(last.sequence, last.version), more=True)
    return Part(items, newest, more=False)


def _things(wanted: Filter, place: Place, limit: int) -> Part:
    """What is public now; then on from the change before which this began, so that nothing that
    happens meanwhile is missed."""
    behind = wanted.things().filter(pk__gt=place.thing or 0)
    rows = list(behind.order_by("pk")[: limit + 1])
    places = [Place(place.number, place.version, row.pk) for row in rows[:limit]]
    items = [_thing(row, at) for row, at in zip(rows, places, strict=False)]
    if len(rows) > limit:
        return Part(items, places[-1], more=True)
    return Part(items, Place(place.number, place.version), more=True)


def _change(row: Change) -> dict[str, Any]:
    is_gone = row.action in (Action.UNPUBLISHED, Action.DELETED)
    return {
        "cursor": str(Place(row.sequence, row.version)),
        "at": iso(row.at),
        "action": row.action,
        "object": _object(row),
        "version": row.version,
        "html_path": None if is_gone else row.html_path or None,
        "previous_html_path": row.previous_html_path or None,
        "cache_tags": row.tags,
    }


def _thing(row: PublicThing, place: Place) -> dict[str, Any]:
    return {
        "cursor": str(place),
        "at": None,
        "action": Action.PUBLISHED,
        "object": _object(row),
        "version": row.version,
        "html_path": row.html_path or None,
        "previous_html_path": None,
        "cache_tags": [],
    }


def _object(row: Thing) -> dict[str, Any]:
    return {
        "type": row.type,
        "id": row.object_id,
        "locale": row.locale or None,
        "translation_key": row.translation_key and str(row.translation_key),
    }
