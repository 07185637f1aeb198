"""The demonstration, loaded once for each module that asks for it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.databases import Databases

_NO_TASKS = "django_tasks.backends.dummy.DummyBackend"


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Everything is rolled back after the module; each test's own changes after the test.

    The search index, which tasks would fill, is left empty: that would take twice the time.
    """
    with databases.copied("demo"), django_db_blocker.unblock(), transaction.atomic():
        with override_settings(TASKS={"default": {"BACKEND": _NO_TASKS}}):
            call_command("load_demo")
        yield
        transaction.set_rollback(True)
