"""What every answer asks of the page table is answered by an index."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from cms.core.visibility import Visibility
from tests.asking import plan, queries

pytestmark = pytest.mark.django_db


def test_closed_branches_are_found_without_reading_all_pages() -> None:
    [sql] = queries(lambda: Visibility(timezone.now()).closed)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which would not open an index for so few
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "core_hidden_parents" in plan(sql)


def test_the_menu_is_found_without_reading_all_pages(site: Site) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("others choose by how many rows there are, which are few here")
    client = Client(headers={"host": "cms.example.org"})
    asked = queries(lambda: client.get("/api/delivery/v1/navigation/"))
    [sql] = [sql for sql in asked if '"show_in_menus" AND' in sql]
    assert "core_pages_in_menus" in plan(sql)


def test_an_index_that_got_lost_comes_back_with_the_next_migration() -> None:
    def indexes() -> set[str]:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, "wagtailcore_page")
        return {name for name in found if name.startswith("core_")}

    before = indexes()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX core_public_pages")
    assert indexes() < before
    call_command("migrate", verbosity=0)
    assert indexes() == before
