"""What a transaction has touched; looked at once, right before it is committed."""

from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from asgiref.local import Local
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from wagtail.log_actions import get_active_log_context

Place = tuple[str | None, ...]  # the savepoints around something, from the outermost


@dataclass
class Touched:
    """Things whose public state may be another now."""

    pages: set[int] = field(default_factory=set)  # their content as well
    branches: set[int] = field(default_factory=set)  # pages with all below them
    reordered: set[int] = field(default_factory=set)
    orphaned: set[int] = field(default_factory=set)  # pages of which a translation was deleted
    things: set[tuple[type[Any], int]] = field(default_factory=set)  # their content as well
    shown: set[tuple[type[Any], int]] = field(default_factory=set)  # or hidden
    worded: set[tuple[type[Any], int, str]] = field(default_factory=set)  # files, in a language
    collections: set[int] = field(default_factory=set)
    sites: bool = False  # sites, languages
    user_id: int | None = None

    def __bool__(self) -> bool:
        return bool(
            self.pages
            or self.branches
            or self.things
            or self.shown
            or self.worded
            or self.collections
            or self.sites
        )

    def add(self, later: "Touched") -> None:
        self.pages |= later.pages
        self.branches |= later.branches
        self.reordered |= later.reordered
        self.orphaned |= later.orphaned
        self.things |= later.things
        self.shown |= later.shown
        self.worded |= later.worded
        self.collections |= later.collections
        self.sites |= later.sites
        self.user_id = later.user_id or self.user_id


def by_model(things: set[tuple[type[Any], int]]) -> dict[type[Any], list[int]]:
    found: dict[type[Any], list[int]] = {}
    for model, pk in sorted(things, key=lambda thing: (thing[0]._meta.label, thing[1])):
        found.setdefault(model, []).append(pk)
    return found


_here = Local(thread_critical=True)  # as connections are


def here() -> Touched:
    """Of the innermost savepoint of this thread's transaction."""
    place, levels = tuple(connection.savepoint_ids), _levels()
    while levels and not _is_inside(place, levels[-1][0]):  # its savepoint is released
        left, touched = levels.pop()
        around = [_shared(left, place), *(below for below, _touched in levels[-1:])]
        _at(max(around, key=len)).add(touched)
    return _at(place)


def take() -> Touched:
    """What has been touched, which is forgotten by that."""
    touched = Touched()
    for _place, each in _levels():
        touched.add(each)
    forget()
    return touched


def forget(savepoint: str | None = None) -> None:
    """What came after a savepoint has been undone, or all."""
    levels = _levels()
    while levels and (savepoint is None or savepoint in levels[-1][0]):
        levels.pop()


def note() -> None:
    """After something has been added: who did it; outside of any transaction, tell at once."""
    user = get_active_log_context().user
    if isinstance(user, get_user_model()):
        here().user_id = user.pk
    if not connection.in_atomic_block:
        with transaction.atomic():
            pass  # committing it writes the log


def _levels() -> list[tuple[Place, Touched]]:
    """From the outermost savepoint to the innermost."""
    if not hasattr(_here, "levels"):
        _here.levels = []
    levels: list[tuple[Place, Touched]] = _here.levels
    return levels


def _at(place: Place) -> Touched:
    levels = _levels()
    if not levels or levels[-1][0] != place:
        levels.append((place, Touched()))
    return levels[-1][1]


def _is_inside(place: Place, outer: Place) -> bool:
    return place[: len(outer)] == outer


def _shared(one: Place, other: Place) -> Place:
    """The savepoints that are around both."""
    pairs = zip(one, other, strict=False)
    return tuple(mine for mine, _its in takewhile(lambda pair: pair[0] == pair[1], pairs))
