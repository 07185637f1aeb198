"""Sections and plain pages: complete when published, lenient before."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site

from home.models import SectionPage
from tests import builders
from tests.editing import (
    PUBLISH,
    add_page,
    form_errors,
    link,
    list_of,
    section_form,
    stream_errors,
    streamfield,
)

pytestmark = pytest.mark.usefixtures("site")


def group(*links: Any, heading: str = "Publications") -> tuple[str, dict[str, Any]]:
    return ("link_group", {"heading": heading, "links": list_of(*links)})


def send(client: Client, **fields: Any) -> Any:
    action = fields.pop("action", PUBLISH)
    return add_page(client, SectionPage, builders.home(), section_form(**fields) | action)


def test_a_section_with_link_groups(admin_client: Client) -> None:
    about = builders.content_page("About us")
    groups = streamfield(
        [
            group(link(url="https://example.org/data", label="Data"), link("page", page=about.pk)),
            group(link("email", email="us@example.org"), heading="Write to us"),
        ]
    )
    assert send(admin_client, link_groups=groups).status_code == 302
    section = SectionPage.objects.get()
    assert section.live
    first, second = section.link_groups
    assert [each["kind"] for each in first.value["links"]] == ["url", "page"]
    assert second.value["links"][0]["email"] == "us@example.org"


def test_wrong_links_are_told_at_their_field(admin_client: Client) -> None:
    groups = streamfield(
        [group(link("page")), group(link(url="https://example.org/"), link("phone", phone="12"))]
    )
    response = send(admin_client, link_groups=groups)
    assert stream_errors(response, "link_groups") == {
        "0": {"links": {"0": {"page": ["Choose or enter what the link leads to."]}}},
        "1": {
            "links": {
                "0": {"label": ["Say in words where the link leads; an address is no text."]},
                "1": {"phone": ["Enter a valid phone number, as +41 22 555 01 00."]},
            }
        },
    }


def test_a_draft_may_have_wrong_links(admin_client: Client) -> None:
    groups = streamfield([group(link("phone", phone="12"), heading="")])
    assert send(admin_client, link_groups=groups, action={}).status_code == 302
    assert not SectionPage.objects.get().live


@pytest.mark.parametrize(
    ("description", "alt", "ok"),
    [("A river", "", True), ("", "A river", True), ("", "", False), (" ", " ", False)],
)
def test_the_hero_image_is_described(
    admin_client: Client, site: Site, description: str, alt: str, ok: bool
) -> None:
    hero = builders.picture(description=description)
    response = send(admin_client, hero_image=hero.pk, hero_image_alt=alt)
    if ok:
        assert response.status_code == 302
    else:
        assert form_errors(response) == {
            "hero_image_alt": [
                "Say what the picture shows: the image has no description of its own."
            ]
        }


def test_a_draft_may_have_an_image_without_alt(admin_client: Client) -> None:
    hero = builders.picture(description="")
    assert send(admin_client, hero_image=hero.pk, action={}).status_code == 302


def test_an_old_copy_of_a_page_does_not_write_its_old_place_back(site: Site) -> None:
    """Another editor has added a page below it, moved it, or renamed what is above it."""
    outer, elsewhere = builders.section("Outer"), builders.section("Elsewhere")
    page = builders.section("Inner", parent=outer)
    old_copy, old_outer = type(page).objects.get(pk=page.pk), type(outer).objects.get(pk=outer.pk)
    builders.content_page("Below", parent=page)
    page.refresh_from_db()
    page.move(elsewhere, pos="last-child")
    elsewhere = type(elsewhere).objects.get(pk=elsewhere.pk)
    elsewhere.slug = "renamed"
    elsewhere.save()
    for copy in (old_copy, old_outer):
        copy.title += ", changed"
        copy.save_revision().publish()
    assert not any(Page.find_problems())
    saved = type(page).objects.get(pk=page.pk)
    assert saved.title == "Inner, changed"
    assert saved.url_path == "/home/renamed/inner/"
    assert saved.get_children().get().url_path == "/home/renamed/inner/below/"
