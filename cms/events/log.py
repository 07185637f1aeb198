"""How others read the log: each with a cursor of its own, the number of the last change seen."""

from collections.abc import Iterator

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
    head = Head.objects.get()
    if not head.oldest <= number <= head.sequence:
        raise TooOldError
    return list(Change.objects.filter(sequence__gt=number).order_by("sequence")[:limit])


def tags_after(number: int) -> Iterator[tuple[int, list[str]]]:
    """The tags of all later changes, with their numbers, oldest first."""
    rows = Change.objects.filter(sequence__gt=number).order_by("sequence")
    yield from rows.values_list("sequence", "tags").iterator(_AT_ONCE)
