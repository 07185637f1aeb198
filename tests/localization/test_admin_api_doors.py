"""The actions that the admin's own API offers on pages, with every right in every language."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from tests import builders
from tests.localization.tables import (
    BOTH,
    CORRECT,
    PUBLISH,
    WRITE,
    Knock,
    browsers_of,
    in_french,
    let_in,
    users_limited_to_french,
)

pytestmark = pytest.mark.django_db

ACTIONS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "copy": ({"keep_live": False, "slug": "copy"}, WRITE),
    "delete": ({}, BOTH),
    "publish": ({}, PUBLISH),
    "unpublish": ({}, PUBLISH),
    "move": ({"destination_page_id": "home", "position": "last-child"}, BOTH),
    "revert_to_page_revision": ({"revision_id": "latest"}, CORRECT),
    "create_alias": ({"update_slug": "alias"}, BOTH),
    "convert_alias": ({}, CORRECT),
    "copy_for_translation": ({"locale": "es"}, set()),
}


def test_every_action_is_tried() -> None:
    assert set(PagesAdminAPIViewSet.actions) == set(ACTIONS)


def knock_for(name: str, data: dict[str, Any]) -> Knock:
    def knock(client: Client, page: Page) -> Any:
        home = builders.home(page.locale.language_code)
        values = {"home": home.pk, "latest": page.latest_revision_id}
        sent = {key: values.get(value, value) for key, value in data.items()}
        if name == "convert_alias":
            page = page.create_alias(update_slug="alias")
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, name])
        return client.post(url, sent, content_type="application/json")

    return knock


def test_take_the_right_in_the_language_of_the_page(site: Any) -> None:
    pages = {
        code: builders.content_page(parent=builders.section(code, parent=builders.home(code)))
        for code in ("fr", "en")
    }
    knocks = [(name, knock_for(name, data)) for name, (data, _roles) in ACTIONS.items()]
    callers = browsers_of(users_limited_to_french())
    table = let_in(knocks, callers, pages, refused=frozenset({302, 403}))
    assert table == in_french((name, roles) for name, (_data, roles) in ACTIONS.items())
