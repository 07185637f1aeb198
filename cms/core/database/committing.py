"""What both backends have in common."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error
from django.db.transaction import TransactionManagementError

from cms.core.database import after_rollback, before_commit


class LastWordsMixin:
    """Mix in before Django's `DatabaseWrapper`. Words are spoken in the default database alone."""

    def commit(self: Any) -> None:
        """Django calls this at the end of the outermost `atomic`, which it has left already."""
        self.validate_no_atomic_block()
        if self.alias == DEFAULT_DB_ALIAS:
            self._speak()
        super().commit()  # type: ignore[misc]  # DatabaseWrapper's

    def _speak(self: Any) -> None:
        self.in_atomic_block = True
        try:
            before_commit()
            if (
                self.needs_rollback
            ):  # PostgreSQL would take a commit for a rollback, and not say so
                raise TransactionManagementError("An error in the last words was swallowed.")
        except BaseException:
            self.in_atomic_block = False
            self._undo()
            raise
        self.in_atomic_block = False

    def _undo(self: Any) -> None:
        try:
            self.rollback()
        except Error:  # the connection is lost, and the database undoes it
            self.close()

    def rollback(self: Any) -> None:
        try:
            super().rollback()  # type: ignore[misc]
        finally:
            self._forget()

    def savepoint_rollback(self: Any, sid: str) -> None:
        super().savepoint_rollback(sid)  # type: ignore[misc]
        self._forget(sid)

    def close(self: Any) -> None:
        """Closed within a transaction, it takes all of it along."""
        try:
            super().close()  # type: ignore[misc]
        finally:
            self._forget()

    def _forget(self: Any, savepoint: str | None = None) -> None:
        if self.alias == DEFAULT_DB_ALIAS:
            after_rollback(savepoint)
