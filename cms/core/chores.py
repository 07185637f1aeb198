"""What the worker repeats beside its tasks; rooms add their own when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any


@dataclass(frozen=True)
class Chore:
    """Done every so many seconds, in a thread of its own; must be safe in several workers at once.

    `action` is given an event that is set when the worker is to stop.
    """

    action: Callable[[Event], Any]
    seconds: float


_chores: list[Chore] = []


def register(action: Callable[[Event], Any], *, seconds: float) -> None:
    _chores.append(Chore(action, seconds))


def all_chores() -> list[Chore]:
    return list(_chores)
