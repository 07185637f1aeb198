"""What the database is asked, and how it finds the answer."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(ask: Callable[[], Any]) -> list[str]:
    ask()  # content types and the like are looked up once in a process
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [query["sql"] for query in captured]


def plan(sql: str) -> str:
    """What the database does for a query."""
    explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
