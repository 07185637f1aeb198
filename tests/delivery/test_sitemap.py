"""The sitemap as JSON and as XML."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from cms.delivery import sitemap_xml
from tests import builders
from tests.delivery.conftest import Api

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HOST = "http://cms.example.org"


@pytest.fixture
def water(api: Api) -> Page:
    """In English and French."""
    page = builders.section("Water")
    builders.translated(page, "fr", title="Eau", slug="eau")
    return page


@pytest.fixture
def hidden(api: Api) -> None:
    """A draft, and a page that asks for a log-in."""
    builders.section("Zanzibar draft", live=False)
    page = builders.section("Zanzibar private")
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_every_public_page_in_all_its_languages(api: Api, water: Page, hidden: None) -> None:
    answer = api.get("sitemap/", locale="en")
    assert [item["html_path"] for item in answer["items"]] == ["/en/", "/en/water/"]
    assert answer["count"] == 2
    item = answer["items"][1]
    assert item["html_url"] == f"{HOST}/en/water/"
    assert item["lastmod"]
    assert item["alternates"] == [
        {"locale": "en", "html_url": f"{HOST}/en/water/"},
        {"locale": "fr", "html_url": f"{HOST}/fr/eau/"},
    ]


def test_in_parts(api: Api, water: Page) -> None:
    whole = api.get("sitemap/")
    found: list[Any] = []
    cursor: dict[str, Any] = {}
    while True:
        answer = api.get("sitemap/", limit=2, **cursor)
        found += answer["items"]
        if not answer["next"]:
            break
        cursor = {"cursor": answer["next"]}
    assert found == whole["items"]
    assert len(found) == whole["count"] == 6


def test_a_hidden_translation_is_no_alternate(api: Api, water: Page) -> None:
    water.get_translation(builders.locale("fr")).unpublish()
    item = api.get("sitemap/", locale="en")["items"][1]
    assert [each["locale"] for each in item["alternates"]] == ["en"]


def test_queries_do_not_grow(api: Api, water: Page, django_assert_max_num_queries: Any) -> None:
    for n in range(20):
        builders.translated(builders.section(f"Section {n}"), "fr", title=f"Titre {n}")
    with django_assert_max_num_queries(6):
        assert api.get("sitemap/", limit=1000)["count"] == 46


def addresses(text: bytes) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(text).iter(f"{SITEMAP}loc")]


def test_as_xml(client: Client, water: Page, hidden: None) -> None:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    assert f"{HOST}/en/water/" in addresses(response.content)
    assert b"zanzibar" not in response.content.lower()
    entry = next(
        url
        for url in ElementTree.fromstring(response.content).iter(f"{SITEMAP}url")
        if url.findtext(f"{SITEMAP}loc") == f"{HOST}/fr/eau/"
    )
    links = {each.get("hreflang"): each.get("href") for each in entry.iter(f"{XHTML}link")}
    assert links == {"en": f"{HOST}/en/water/", "fr": f"{HOST}/fr/eau/"}
    assert entry.findtext(f"{SITEMAP}lastmod")


def test_a_large_one_is_an_index(
    client: Client, water: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = addresses(client.get("/sitemap.xml").content)
    monkeypatch.setattr(sitemap_xml, "ADDRESSES_IN_A_FILE", 4)
    index = client.get("/sitemap.xml").content
    assert ElementTree.fromstring(index).tag == f"{SITEMAP}sitemapindex"
    assert addresses(index) == [f"{HOST}/sitemap-1.xml", f"{HOST}/sitemap-2.xml"]
    files = [addresses(client.get(f"/sitemap-{n}.xml").content) for n in (1, 2)]
    assert [len(each) for each in files] == [4, 2]
    assert files[0] + files[1] == whole
    assert client.get("/sitemap-3.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.parametrize("query", ["site=nowhere.example.org", "site=%00", "site=x:y"])
def test_of_a_site_that_is_not_there(client: Client, db: None, query: str) -> None:
    assert client.get(f"/sitemap.xml?{query}").status_code == 404
    assert client.get(f"/feeds/news/en.xml?{query}").status_code == 404
