"""What tests of every room need."""

from typing import Any

import pytest
from wagtail.models import Site

from cms import settings as production
from cms.core.site_setup import set_up_site


@pytest.fixture
def site(db: None) -> Site:
    """The default site with its home page in each language."""
    return set_up_site("The agency")


@pytest.fixture
def committed_site(
    transactional_db: None, django_db_serialized_rollback: None, settings: Any
) -> Site:
    """The same for tests with threads or processes, which see only what is committed.

    Tasks are queued as on a server: run at once, those of two threads would lock each other out.
    """
    settings.TASKS = production.TASKS
    return set_up_site("The agency")
