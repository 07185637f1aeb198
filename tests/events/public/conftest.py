from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

pytest.register_assert_rewrite("tests.events.public.cases")

from tests.events.public.cases import Editor  # noqa: E402


@pytest.fixture
def editor(site: Site, admin_client: Client, admin_user: Any) -> Editor:
    return Editor(admin_client, admin_user)
