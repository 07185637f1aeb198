"""Lists of many pages are read another way than short ones: with the same answer, by indexes."""

import datetime
import json
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page

from cms.delivery.endpoints import pages as endpoint
from news.models import Topic
from tests import builders
from tests.asking import plan, queries
from tests.delivery.conftest import Api

NEWEST = {"type": "news.NewsPage", "order": "-date", "locale": "en"}


@pytest.fixture
def site_with_news(api: Api) -> Page:
    index = builders.news_index()
    topic = Topic.objects.create(name="T", slug="t", locale=builders.locale("en"))
    hidden = builders.section("Hidden", live=False)
    for number in range(12):
        builders.article(
            f"Article {number}",
            parent=index,
            date=datetime.date(2026, 1, 1 + number // 3),
            topics=[topic] if number % 2 else [],
            live=number != 5,
        )
        builders.content_page(f"Page {number}", parent=hidden if number % 4 == 0 else None)
    return index


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Every list counts as one of many pages from now on."""
    return lambda: monkeypatch.setattr(endpoint, "MANY", -1)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        NEWEST,
        {**NEWEST, "order": "date", "date__gte": "2026-01-02"},
        {**NEWEST, "tag": "T", "detail": "true"},
        {"order": "-tree", "locale": "en"},
        {"order": "-first_published_at"},
        {"order": "title", "child_of": "root", "type": ["home.ContentPage", "home.SectionPage"]},
        {"locale": "fr", "fallback": "en", "type": "news.NewsPage"},
        {"type": "home.SectionPage"},
    ],
)
def test_the_answers_are_the_same(
    api: Api, site_with_news: Page, many: Any, parameters: dict[str, Any]
) -> None:
    def parts() -> list[Any]:
        found = [api.get("pages/", limit=4, **parameters)]
        while cursor := found[-1]["next"]:
            found.append(api.get("pages/", limit=4, cursor=cursor, **parameters))
        assert sum(len(part["items"]) for part in found) == found[0]["count"]
        return found

    few = parts()
    many()
    assert json.dumps(parts()) == json.dumps(few)


@pytest.mark.parametrize("goes_on", [False, True])
def test_the_newest_of_many_are_read_in_order(
    api: Api, site_with_news: Page, many: Any, goes_on: bool
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("others choose by how many rows there are, which are few here")
    many()
    further = {"cursor": api.get("pages/", limit=4, **NEWEST)["next"]} if goes_on else {}
    asked = queries(lambda: api.get("pages/", limit=4, **NEWEST, **further))
    [count] = [sql for sql in asked if "COUNT(*)" in sql]
    [rows] = [sql for sql in asked if "LIMIT 5" in sql]
    assert "core_public_pages" in plan(count)
    assert "news_page_by_date" in plan(rows)
