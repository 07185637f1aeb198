"""How others read the log: each with a cursor of its own, the number of the last change seen."""

from collections.abc import Iterator
from datetime import datetime

from cms.events.models import Change, Head

_AT_ONCE = 500


class TooOldError(Exception):
    """Changes after this number have been cleared away, or it was never given."""


def newest() -> int:
    """The number of the newest change."""
    return Head.objects.values_list("sequence", flat=True).get()


def after(number: int, limit: int = _AT_ONCE) -> list[Change]:
    """The next changes, oldest first.

    Raises:
        TooOldError: the reader has missed something and has to start over.
    """
    changes = list(Change.objects.filter(sequence__gt=number).order_by("sequence")[:limit])
    _check(number, changes[0].sequence if changes else None)
    return changes


def tags_after(number: int) -> Iterator[tuple[int, list[str]]]:
    """The tags of all later changes, with their numbers, oldest first.

    Raises:
        TooOldError: the reader has missed something and has to start over.
    """
    rows = Change.objects.filter(sequence__gt=number).order_by("sequence")
    first = None
    for sequence, tags in rows.values_list("sequence", "tags").iterator(_AT_ONCE):
        if first is None:
            first = sequence
            _check(number, first)
        yield sequence, tags
    if first is None:
        _check(number, None)


def _check(number: int, following: int | None) -> None:
    """That nothing is missing between a reader's number and what follows: there are no gaps.

    Asked after the rows were read, so that none has been cleared away in the meantime.
    """
    if following is None:
        head = Head.objects.get()
        is_known = head.oldest <= number <= head.sequence
    else:
        is_known = following == number + 1
    if not is_known:
        raise TooOldError


def made_at(number: int) -> datetime | None:
    """When a change was made; None if it has been cleared away."""
    return Change.objects.filter(sequence=number).values_list("at", flat=True).first()
