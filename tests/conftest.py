"""What tests of every room need."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from cms import settings as production
from cms.core.site_setup import set_up_site
from tests.databases import Databases
from tests.demo.fixtures import demo, loaded_demo
from tests.node.fixtures import node_modules, node_project

__all__ = ["demo", "loaded_demo", "node_modules", "node_project"]


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Databases]:
    databases = Databases(request.config.cache.mkdir("databases"))
    with django_db_blocker.unblock():
        databases.prepare()
    yield databases
    databases.remove()


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every test starts with the site "The agency" and its home page in each language."""
    with databases.kept("site") as site, databases.connected(site):
        with django_db_blocker.unblock():
            set_up_site("The agency")
            # What `django_db_serialized_rollback` restores after tests that commit.
            connection._test_serialized_contents = connection.creation.serialize_db_to_string()
            connection.close()
        with databases.kept("pristine", of=site):
            yield


@pytest.fixture(scope="class")  # so that it comes before the transaction around each test
def new_database(django_db_setup: None, databases: Databases) -> Iterator[None]:
    """A database as migrations leave it, without a site of ours, for a class or one function."""
    with databases.copied("new"):
        yield


@pytest.fixture(autouse=True)
def no_remembered_paths() -> None:
    """Wagtail's cache of root paths would outlive what a test before has rolled back."""
    Site.clear_site_root_paths_cache()


@pytest.fixture
def site(db: None) -> Site:
    """The default site with its home page in each language."""
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def committed_site(
    django_db_setup: None,
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    settings: Any,
) -> Iterator[Site]:
    """The same for tests with threads or processes, which see only what is committed.

    In a database of its own, since emptying a common one takes longer than copying. Tasks are
    queued as on a server: run at once, those of two threads would lock each other out.
    """
    settings.TASKS = production.TASKS
    pristine = databases.place.name_of_copy("pristine")
    with databases.copied("committed", of=pristine), django_db_blocker.unblock():
        yield Site.objects.get(is_default_site=True)
