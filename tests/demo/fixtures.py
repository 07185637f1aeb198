"""The demonstration, loaded once for all modules that ask for it; `tests/conftest.py` has it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.databases import Databases

_NO_TASKS = "django_tasks.backends.dummy.DummyBackend"


@pytest.fixture(scope="session")
def loaded_demo(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The name of a database with the demonstration.

    The search index is written at the end, since a task for each page would take much longer.
    """
    no_tasks = override_settings(TASKS={"default": {"BACKEND": _NO_TASKS}})
    with databases.kept("loaded-demo") as name:
        with databases.connected(name), django_db_blocker.unblock(), transaction.atomic():
            with no_tasks:
                call_command("load_demo")
            call_command("rebuild_search")
        yield name


@pytest.fixture(scope="module")
def demo(loaded_demo: str, databases: Databases) -> Iterator[None]:
    """A copy of it for the module; each test's own changes are rolled back."""
    with databases.copied("demo", loaded_demo):
        yield
