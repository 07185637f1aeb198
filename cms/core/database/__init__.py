"""Django's own database backends, with a moment for last words before each commit.

The content log is written in that moment: in the transaction of the change that it tells of, when
all of the change is there, and with its lock held no longer than a commit takes.
"""

from typing import Protocol


class LastWords(Protocol):
    def before_commit(self) -> None:
        """Called inside every transaction right before it is committed.

        Can use the database as inside `atomic`; what it raises undoes the transaction.
        """

    def after_rollback(self, savepoint: str | None) -> None:
        """Called when what came after a savepoint, or all of a transaction, has been undone."""


_speakers: list[LastWords] = []


def let_speak(speaker: LastWords, *, last: bool = False) -> None:
    """From now on; called once, from an app's `ready()`. The last one hears of all that the others
    have done."""
    if speaker not in _speakers:
        _speakers.insert(len(_speakers) if last else 0, speaker)


def before_commit() -> None:
    for speaker in _speakers:
        speaker.before_commit()


def after_rollback(savepoint: str | None = None) -> None:
    for speaker in _speakers:
        speaker.after_rollback(savepoint)
