"""Runs with marks -> tags that open and close in order."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from cms.schemas.rich_text.tree import Run

Step = tuple[Literal["open", "close", "text"], Any]


def nested(runs: Iterable[Run]) -> Iterator[Step]:
    """Steps through the runs: what opens and closes around which run, without overlaps."""
    open_: tuple[Any, ...] = ()
    for run in runs:
        shared = 0
        for before, now in zip(open_, run.around, strict=False):
            if before != now:
                break
            shared += 1
        for mark in reversed(open_[shared:]):
            yield "close", mark
        for mark in run.around[shared:]:
            yield "open", mark
        yield "text", run
        open_ = run.around
    for mark in reversed(open_):
        yield "close", mark
