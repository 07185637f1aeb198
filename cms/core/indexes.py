"""Indexes on Wagtail's page table, for what every answer of the API asks.

They are made by plain SQL: Django's migrations change the tables of their own app alone.
"""

from typing import Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

_MIGRATION = ("core", "0001_page_indexes")
_INDEXES = {
    # What is closed with all below it: in the largest site a handful of pages.
    "core_hidden_parents": "wagtailcore_page (path, numchild, live, go_live_at, expire_at)"
    " WHERE numchild > 0 AND (NOT live OR go_live_at IS NOT NULL OR expire_at IS NOT NULL)",
    # The menu, which most pages are not in.
    "core_pages_in_menus": "wagtailcore_page (path) WHERE show_in_menus",
    # How many pages a list has, without a look at the pages themselves.
    "core_public_pages": "wagtailcore_page (path, content_type_id, live, go_live_at, expire_at)",
}
CREATE = [f"CREATE INDEX IF NOT EXISTS {name} ON {what}" for name, what in _INDEXES.items()]
DROP = [f"DROP INDEX IF EXISTS {name}" for name in _INDEXES]


def restore(using: str, **kwargs: Any) -> None:
    """After migrations: to change a column, Django makes a table of SQLite anew, and leaves out
    what it does not know of."""
    connection = connections[using]
    if _MIGRATION in MigrationRecorder(connection).applied_migrations():
        with connection.cursor() as cursor:
            for statement in CREATE:
                cursor.execute(statement)
