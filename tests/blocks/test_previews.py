"""The chooser shows each block as readers will see it, from the API's own answer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.icons import get_icons
from wagtail.models import Site

from home.models import SectionPage, SiteSettings
from news.models import NewsPage
from tests import builders

BODY = NewsPage._meta.get_field("body").stream_block.child_blocks
BLOCKS = {
    **BODY,
    "menu's link_group": SectionPage._meta.get_field("link_groups").stream_block.child_blocks[
        "link_group"
    ],
    "link": NewsPage._meta.get_field("related_links").stream_block.child_blocks["link"],
    "social_link": SiteSettings._meta.get_field("social_links").stream_block.child_blocks[
        "social_link"
    ],
}

SEEN = {
    "heading": '<h2 id="what-the-data-tell-us">What the data tell us</h2>',
    "rich_text": "<b>safe water</b>",
    "quote": "Water is where every other promise begins.",
    "notice": "Applications close",
    "accordion": "Who can apply?",
    "image": 'alt="A wide river at dawn"',
    "gallery": 'alt="A picture of River"',
    "embed": "How a well is drilled",
    "downloads": "Report",
    "figures": "1,240",
    "table": "Wells repaired by region",
    "link_group": "Annual report",
    "menu's link_group": "Annual report",
    "call_to_action": "Take part",
    "contacts": "Press Office",
    "related_pages": 'href="/en/water/"',
    "latest_news": "A new well",
    "link": "Read more",
    "social_link": "https://social.example.org/@agency",
}


def preview(client: Client, block: Any) -> str:
    url = reverse("wagtailadmin_block_preview")
    response = client.get(url, {"id": block.definition_prefix})
    assert response.status_code == 200
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    return response.content.decode()


@pytest.fixture
def content(site: Site) -> None:
    """Something of everything that a preview may show, and something that none may."""
    secret = builders.private_collection()
    builders.picture("Secret", collection=secret)
    builders.document("Secret", collection=secret)
    builders.contact("Secret", live=False)
    builders.section("Secret", live=False)
    builders.picture("River")
    builders.document("Report")
    builders.contact()
    builders.section("Water")
    builders.article("A new well", parent=builders.news_index())


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.usefixtures("content")
def test_shows_sample_content(admin_client: Client, name: str) -> None:
    html = preview(admin_client, BLOCKS[name])
    assert SEEN[name] in html
    assert "Secret" not in html


@pytest.mark.parametrize("name", ["image", "gallery", "latest_news", "contacts", "downloads"])
@pytest.mark.usefixtures("site")
def test_works_on_an_empty_site(admin_client: Client, name: str) -> None:
    assert preview(admin_client, BODY[name])


@pytest.mark.usefixtures("site")
def test_says_when_there_is_nothing_to_show(admin_client: Client) -> None:
    assert "Nothing to show yet" in preview(admin_client, BODY["image"])


@pytest.mark.parametrize("name", BODY)
def test_says_what_it_is(name: str) -> None:
    block = BODY[name]
    assert block.is_previewable
    assert block.meta.icon in get_icons_by_name()
    assert str(block.label)
    assert str(block.meta.group)
    assert len(block.get_description()) > 20


def get_icons_by_name() -> set[str]:
    return {part.split('"')[0] for part in get_icons().split('id="icon-')[1:]}
