"""Every door of Wagtail's to a page, with every right in every language.

Refused requests answer 403, since they say that they come from a script.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.urls import pages as page_urls
from wagtail.models import Page

from tests import builders
from tests.editing import inline_formset, nested_form_data, rich_text, streamfield
from tests.localization.people import group, logged_in, member
from tests.localization.tables import (
    BOTH,
    CORRECT,
    PUBLISH,
    WORK,
    WRITE,
    browsers_of,
    in_french,
    let_in,
    users_limited_to_french,
)

pytestmark = pytest.mark.django_db


@dataclass
class Place:
    """Some pages in one language."""

    home: Page
    section: Page
    live: Page
    draft: Page
    alias: Page

    @classmethod
    def make(cls, code: str) -> "Place":
        home = builders.home(code)
        section = builders.section(f"Water {code}", parent=home)
        live = builders.content_page("Live", parent=section)
        live.save_revision()
        draft = builders.content_page("Draft", parent=section, live=False)
        alias = live.create_alias(update_slug="alias")
        return cls(home, section, live, draft, alias)


FORM = nested_form_data(
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
    }
)


def this(page: Page) -> list[Any]:
    return [page.pk]


def revision(page: Page) -> list[Any]:
    return [page.pk, page.latest_revision_id]


def two_revisions(page: Page) -> list[Any]:
    return [page.pk, "earliest", page.latest_revision_id]


def below(page: Page) -> list[Any]:
    return ["home", "contentpage", page.pk]


def to_home(page: Page) -> list[Any]:
    return [page.pk, builders.home(page.locale.language_code).pk]


@dataclass
class Door:
    """How to knock, and who is let in."""

    name: str
    page: str  # which of a place
    roles: set[str]
    method: str = "get"
    args: Callable[[Page], list[Any]] = this
    data: dict[str, Any] | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.method} {self.page}"

    def knock(self, client: Client, place: Place) -> Any:
        args = self.args(getattr(place, self.page))
        url = reverse(f"wagtailadmin_pages:{self.name}", args=args)
        send = getattr(client, self.method)
        return send(url, self.data or {}, headers={"x-requested-with": "XMLHttpRequest"})


DOORS = [
    Door("edit", "live", CORRECT),
    Door("edit", "live", CORRECT, "post", data=FORM),
    Door("preview_on_edit", "live", CORRECT),
    Door("preview_on_edit", "live", CORRECT, "post", data=FORM),
    Door("view_draft", "live", WORK),
    Door("usage", "live", CORRECT),
    Door("history", "live", CORRECT),
    Door("history_results", "live", CORRECT),
    Door("workflow_history", "live", CORRECT),
    Door("revisions_view", "live", WORK, args=revision),
    Door("revisions_revert", "live", CORRECT, args=revision),
    Door("revisions_revert", "live", CORRECT, "post", revision, FORM),
    Door("revisions_unschedule", "live", PUBLISH, args=revision),
    Door("revisions_unschedule", "live", PUBLISH, "post", revision),
    Door("revisions_compare", "live", WORK, args=two_revisions),
    Door("add_subpage", "section", WRITE),
    Door("add", "section", WRITE, args=below),
    Door("add", "section", WRITE, "post", below, FORM),
    Door("preview_on_add", "section", WRITE, "post", below, FORM),
    Door("copy", "draft", CORRECT),
    Door("delete", "draft", WRITE),
    Door("delete", "draft", WRITE, "post"),
    Door("delete", "live", BOTH),
    Door("delete", "live", BOTH, "post"),
    Door("move", "draft", WRITE),
    Door("move", "live", BOTH),
    Door("move_confirm", "live", BOTH, "post", to_home),
    Door("set_page_position", "live", BOTH, "post"),
    Door("unpublish", "live", PUBLISH),
    Door("unpublish", "live", PUBLISH, "post"),
    Door("set_privacy", "live", PUBLISH),
    Door("set_privacy", "live", PUBLISH, "post", data={"restriction_type": "login"}),
    Door("lock", "live", WORK, "post"),
    Door("unlock", "live", WORK, "post"),
    Door("convert_alias", "alias", CORRECT),
    Door("convert_alias", "alias", CORRECT, "post"),
]
KNOCKS = [(str(door), door.knock) for door in DOORS]


def test_open_to_those_with_the_right_in_the_language_of_the_page(site: Any) -> None:
    places = {code: Place.make(code) for code in ("fr", "en")}
    table = let_in(KNOCKS, browsers_of(users_limited_to_french()), places)
    assert table == in_french((str(door), door.roles) for door in DOORS)


def test_open_without_a_limit_and_closed_without_page_permissions(site: Any) -> None:
    rights = dict.fromkeys(("fr", "en"), "request translate review publish")
    users = {
        "everywhere": member(group("Everywhere")),
        "nowhere": member(group("Nowhere", pages=(), rights=rights)),
    }
    table = let_in(KNOCKS, browsers_of(users), {"fr": Place.make("fr")})
    assert table == {str(door): {("everywhere", "fr")} for door in DOORS}


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
