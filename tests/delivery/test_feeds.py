"""News as Atom, and any other page type that declares a feed."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.core.feeds import Feed
from cms.delivery import feeds
from cms.delivery.checks import check_feeds
from news.models import Topic
from tests import builders
from tests.recipes.models import RecipePage

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, code: str = "en", name: str = "news") -> ElementTree.Element:
    response = client.get(f"/feeds/{name}/{code}.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def titles(root: ElementTree.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_the_newest_first_with_addresses_of_the_frontend(client: Client, site: None) -> None:
    index = builders.news_index()
    water = Topic.objects.create(name="Water", slug="water", locale=builders.locale("en"))
    builders.article("Old", parent=index, date=datetime.date(2026, 1, 1))
    builders.article("New <well>", parent=index, slug="new", topics=[water])
    builders.article("Zanzibar", parent=index, live=False)
    private = builders.article("Zanzibar too", parent=index)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    root = feed(client)
    assert root.findtext(f"{ATOM}title") == "The agency: News"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert titles(root) == ["New <well>", "Old"]
    entry = next(root.iter(f"{ATOM}entry"))
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://cms.example.org/en/news/new/"
    assert entry.findtext(f"{ATOM}summary") == "What happened, in short."
    assert [each.get("term") for each in entry.iter(f"{ATOM}category")] == ["Water"]
    assert (entry.findtext(f"{ATOM}id") or "").startswith("tag:cms.example.org,")


def test_each_language_has_its_own(client: Client, site: None) -> None:
    article = builders.article("A well", parent=builders.news_index())
    builders.translated(article, "fr", title="Un puits")
    assert titles(feed(client, "fr")) == ["Un puits"]
    assert titles(feed(client, "ar")) == []
    assert client.get("/feeds/news/de.xml").status_code == 404


def test_its_length_is_bounded(client: Client, site: None) -> None:
    index = builders.news_index()
    for n in range(feeds.ENTRIES + 1):
        builders.article(f"Article {n}", parent=index)
    assert len(titles(feed(client))) == feeds.ENTRIES


def test_another_page_type_declares_its_own(client: Client, site: None) -> None:
    for title, cooked in (("Old", "2025-05-01"), ("Never", None), ("New", "2026-05-01")):
        recipe = RecipePage(title=title, first_cooked=cooked, introduction="<p>Good.</p>")
        builders.publish(builders.home(), recipe)
    root = feed(client, name="recipes")
    assert titles(root) == ["New", "Old", "Never"]
    assert root.findtext(f"{ATOM}title") == "The agency"
    link = root.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://cms.example.org/en/"
    assert next(root.iter(f"{ATOM}entry")).find(f"{ATOM}summary") is None  # cards have none
    assert client.get("/feeds/pages/en.xml").status_code == 404


@pytest.mark.parametrize(
    ("declared", "error"),
    [
        (Feed("news", newest_first_by="first_cooked"), "cms.E012"),
        (Feed("recipes", newest_first_by="title"), "cms.E013"),
        (Feed("recipes", newest_first_by="nothing"), "cms.E013"),
        (Feed("recipes", newest_first_by="first_cooked", kept_in="Kitchen"), "cms.E014"),
    ],
)
def test_a_feed_that_cannot_be_written_does_not_boot(
    monkeypatch: pytest.MonkeyPatch, declared: Any, error: str
) -> None:
    assert check_feeds(None) == []
    monkeypatch.setattr(RecipePage, "api_feed", declared)
    assert {each.id for each in check_feeds(None)} == {error}
