"""What both backends have in common."""

from typing import Any

from cms.core.database import after_rollback, before_commit


class LastWordsMixin:
    """Mix in before Django's `DatabaseWrapper`."""

    def commit(self: Any) -> None:
        """Django calls this at the end of the outermost `atomic`, which it has left already."""
        self.in_atomic_block = True
        try:
            before_commit()
        except BaseException:
            self.in_atomic_block = False
            self.rollback()
            raise
        self.in_atomic_block = False
        super().commit()  # type: ignore[misc]  # DatabaseWrapper's

    def rollback(self: Any) -> None:
        super().rollback()  # type: ignore[misc]
        after_rollback()
