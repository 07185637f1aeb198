"""The tuning in cms.settings.database is really in force."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import close_old_connections, connection
from wagtail.models import Page, Site

from tests import builders


def value_of(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 20_000)],
)
def test_sqlite(pragma: str, value: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("on SQLite only")
    assert value_of(f"PRAGMA {pragma}") == value


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("statement_timeout", "30s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "1min"),
    ],
)
def test_postgresql(parameter: str, value: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on PostgreSQL only")
    assert value_of(f"SHOW {parameter}") == value


@pytest.mark.django_db
def test_a_connection_outlives_its_request() -> None:
    """To open one anew costs more than what most requests ask of it."""

    def request() -> Any:
        try:
            connection.ensure_connection()
            opened = connection.connection
            close_old_connections()  # what Django does after each request
            return opened, connection.connection
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        before, after = pool.submit(request).result()
    assert after is before


def test_many_publish_at_once(committed_site: Site) -> None:
    """With SQLite's deferred transactions most of these fail: "database is locked"."""
    pages = [builders.content_page(f"Page {number}") for number in range(12)]

    def publish(page: Page) -> None:
        try:
            page.title += ", changed"
            page.save_revision().publish()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(publish, pages))
    assert Page.objects.filter(title__endswith=", changed", live=True).count() == len(pages)
