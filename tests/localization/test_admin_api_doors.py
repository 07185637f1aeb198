"""The actions that the admin's own API offers on pages, with every right in every language."""

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.admin.api.views import PagesAdminAPIViewSet

from tests import builders
from tests.localization.people import group, logged_in, member

pytestmark = pytest.mark.django_db

ROLES = ("request", "translate", "review", "publish", "translate publish", "")
BOTH = {"translate publish"}
WRITE = {"translate", "translate publish"}
PUBLISH = {"publish", "translate publish"}

ACTIONS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "copy": ({"keep_live": False, "slug": "copy"}, WRITE),
    "delete": ({}, BOTH),
    "publish": ({}, PUBLISH),
    "unpublish": ({}, PUBLISH),
    "move": ({"destination_page_id": "home", "position": "last-child"}, BOTH),
    "revert_to_page_revision": ({"revision_id": "latest"}, WRITE | {"review"}),
    "create_alias": ({"update_slug": "alias"}, BOTH),
    "convert_alias": ({}, WRITE | {"review"}),
    "copy_for_translation": ({"locale": "es"}, set()),
}


def test_every_action_is_tried() -> None:
    assert set(PagesAdminAPIViewSet.actions) == set(ACTIONS)


@pytest.mark.parametrize("name", ACTIONS)
def test_takes_the_right_in_the_language_of_the_page(site: Any, name: str) -> None:
    data, roles = ACTIONS[name]
    let_in = set()
    for code in ("fr", "en"):
        parent = builders.section(code, parent=builders.home(code))
        page = builders.content_page(parent=parent)
        values = {"home": builders.home(code).pk, "latest": page.latest_revision_id}
        sent = {key: values.get(value, value) for key, value in data.items()}
        if name == "convert_alias":
            page = page.create_alias(update_slug="alias")
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, name])
        for role in ROLES:
            client = logged_in(member(group(f"{code} {role}", rights={"fr": role})))
            with transaction.atomic():
                response = client.post(url, sent, content_type="application/json")
                transaction.set_rollback(True)
            assert response.status_code in {200, 201, 204, 302, 403}, response.content
            if response.status_code not in {302, 403}:
                let_in.add((role, code))
    assert let_in == {(role, "fr") for role in roles}
