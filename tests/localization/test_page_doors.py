"""Every door of Wagtail's to a page, with every right in every language.

Refused requests answer 403, since they say that they come from a script.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.admin.urls import pages as page_urls
from wagtail.models import Page

from tests import builders
from tests.editing import inline_formset, nested_form_data, rich_text, streamfield
from tests.localization.people import group, logged_in, member

pytestmark = pytest.mark.django_db

ROLES = ("request", "translate", "review", "publish", "translate publish", "")
WRITE = {"translate", "translate publish"}
CORRECT = WRITE | {"review"}
PUBLISH = {"publish", "translate publish"}
WORK = CORRECT | PUBLISH
BOTH = {"translate publish"}


@dataclass
class Place:
    """Some pages in one language."""

    section: Page
    live: Page
    draft: Page
    alias: Page

    @classmethod
    def make(cls, code: str) -> "Place":
        section = builders.section(f"Water {code}", parent=builders.home(code))
        live = builders.content_page("Live", parent=section)
        live.save_revision()
        draft = builders.content_page("Draft", parent=section, live=False)
        alias = live.create_alias(update_slug="alias")
        return cls(section, live, draft, alias)


def form(**fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "Changed",
            "slug": "changed",
            "introduction": rich_text("<p>Text.</p>"),
            "hero_image": "",
            "hero_image_alt": "",
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


@dataclass
class Door:
    """How to knock, and who is let in."""

    name: str
    page: Callable[[Place], Page]
    roles: set[str]
    method: str = "get"
    args: Callable[[Place, Page], list[Any]] = lambda place, page: [page.pk]
    data: Callable[[Place], dict[str, Any]] = lambda place: {}

    def __str__(self) -> str:
        return f"{self.name} {self.method}"

    def knock(self, client: Client, place: Place) -> int:
        url = reverse(f"wagtailadmin_pages:{self.name}", args=self.args(place, self.page(place)))
        send = getattr(client, self.method)
        response = send(url, self.data(place), headers={"x-requested-with": "XMLHttpRequest"})
        return int(response.status_code)


def live(place: Place) -> Page:
    return place.live


def draft(place: Place) -> Page:
    return place.draft


def section(place: Place) -> Page:
    return place.section


def revision(place: Place, page: Page) -> list[Any]:
    return [page.pk, page.latest_revision_id]


def new(place: Place, page: Page) -> list[Any]:
    return ["home", "contentpage", page.pk]


DOORS = [
    Door("edit", live, CORRECT),
    Door("edit", live, CORRECT, "post", data=lambda place: form()),
    Door("preview_on_edit", live, CORRECT),
    Door("preview_on_edit", live, CORRECT, "post", data=lambda place: form()),
    Door("view_draft", live, WORK),
    Door("usage", live, CORRECT),
    Door("history", live, CORRECT),
    Door("history_results", live, CORRECT),
    Door("workflow_history", live, CORRECT),
    Door("revisions_view", live, WORK, args=revision),
    Door("revisions_revert", live, CORRECT, args=revision),
    Door("revisions_revert", live, CORRECT, "post", revision, lambda place: form()),
    Door("revisions_unschedule", live, PUBLISH, args=revision),
    Door("revisions_unschedule", live, PUBLISH, "post", revision),
    Door(
        "revisions_compare",
        live,
        WORK,
        args=lambda place, page: [page.pk, "earliest", page.latest_revision_id],
    ),
    Door("add_subpage", section, WRITE),
    Door("add", section, WRITE, args=new),
    Door("add", section, WRITE, "post", new, lambda place: form()),
    Door("preview_on_add", section, WRITE, "post", new, lambda place: form()),
    Door("copy", draft, CORRECT),
    Door("delete", draft, WRITE),
    Door("delete", draft, WRITE, "post"),
    Door("delete", live, BOTH),
    Door("delete", live, BOTH, "post"),
    Door("move", draft, WRITE),
    Door("move", live, BOTH),
    Door(
        "move_confirm", live, BOTH, "post", lambda place, page: [page.pk, builders.home("fr").pk]
    ),
    Door("set_page_position", live, BOTH, "post"),
    Door("unpublish", live, PUBLISH),
    Door("unpublish", live, PUBLISH, "post"),
    Door("set_privacy", live, PUBLISH),
    Door("set_privacy", live, PUBLISH, "post", data=lambda place: {"restriction_type": "login"}),
    Door("lock", live, WORK, "post"),
    Door("unlock", live, WORK, "post"),
    Door("convert_alias", lambda place: place.alias, CORRECT),
    Door("convert_alias", lambda place: place.alias, CORRECT, "post"),
]


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_opens_to_those_with_the_right_in_its_language(site: Any, door: Door) -> None:
    places = {code: Place.make(code) for code in ("fr", "en")}
    let_in = set()
    for role in ROLES:
        client = logged_in(member(group(role or "none", rights={"fr": role})))
        let_in |= {(role, code) for code in places if opens(door, client, places[code])}
    assert let_in == {(role, "fr") for role in door.roles}


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_opens_to_a_group_that_is_not_limited_and_not_without_page_permissions(
    site: Any, door: Door
) -> None:
    place = Place.make("fr")
    everything = "request translate review publish"
    assert opens(door, logged_in(member(group("Everywhere"))), place)
    french = group("French, nowhere", pages=(), rights={"fr": everything, "en": everything})
    assert not opens(door, logged_in(member(french)), place)


def opens(door: Door, client: Client, place: Place) -> bool:
    """Knock, and undo what it did."""
    with transaction.atomic():
        status = door.knock(client, place)
        transaction.set_rollback(True)
    return status != 403


def test_every_door_of_pages_is_tried() -> None:
    names = {pattern.name for pattern in page_urls.urlpatterns}
    lists = {"type_use", "type_use_results", "search", "search_results", "choose_parent"}
    moderation = {name for name in names if "workflow" in name}  # see test_translation_locks
    elsewhere = lists | moderation | {"revisions_index"}  # which redirects to the history
    assert names - {door.name for door in DOORS} == elsewhere - {"workflow_history"}


@pytest.mark.parametrize(
    ("action", "rights"),
    [("publish", "publish"), ("unpublish", "publish"), ("delete", "translate publish")],
)
def test_several_pages_are_changed_at_once_where_one_may(
    site: Any, action: str, rights: str
) -> None:
    pages = {
        code: builders.content_page(parent=builders.home(code), live=action != "publish")
        for code in ("fr", "en")
    }
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages.values())
    client = logged_in(member(group("French", rights={"fr": rights})))
    client.post(f"{url}?{query}")
    untouched = Page.objects.filter(pk__in=[page.pk for page in pages.values()])
    if action != "delete":
        untouched = untouched.filter(live=action != "publish")
    assert [page.locale.language_code for page in untouched] == ["en"]
