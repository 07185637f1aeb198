"""The demonstration as a frontend reads it: every page of every language."""

import json

import pytest
from wagtail.models import Page

from tests.delivery.conftest import Api

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.xdist_group("demo"),
]
LANGUAGES = ("en", "fr", "es", "ar")


def test_every_page_is_found_by_its_path_and_fits_the_schema() -> None:
    api = Api()
    for language in LANGUAGES:
        listed = api.get("pages/", locale=language, limit=100)
        assert listed["count"] == len(listed["items"]) >= 33
        for item in listed["items"]:
            found = api.get("resolve/", html_path=item["meta"]["html_path"])
            assert found["page"]["id"] == item["id"]
            assert api.client.get(item["meta"]["html_path"]).status_code == 200


def test_the_menu_stands_in_every_language() -> None:
    api = Api()
    for language in LANGUAGES:
        sections = api.get("navigation/", locale=language)["items"]
        assert len(sections) == 7
        assert all(item["groups"] and item["children"] for item in sections[:6])
        assert {item["page"]["locale"] for item in sections} == {language}


def test_a_french_article_has_no_english_pictures_or_contacts() -> None:
    api = Api()
    newest = api.get("pages/", type="news.NewsPage", locale="fr", order="-date", limit=5)
    for item in newest["items"]:
        article = api.get(f"pages/{item['id']}/")
        english = api.get(f"pages/{item['id']}/", locale="en")
        assert {contact["meta"]["locale"] for contact in article["contacts"]} <= {"fr"}
        assert {topic["meta"]["locale"] for topic in article["topics"]} == {"fr"}
        assert article["image"]["alt"] != english["image"]["alt"]


def test_what_is_private_shows_nowhere() -> None:
    api = Api()
    said = json.dumps([api.get("pages/", limit=100), api.get("navigation/"), api.get("site/")])
    for title in ("Partner workspace", "Annual report 2026", "Call for proposals 2027"):
        assert Page.objects.filter(title__startswith=title).exists()
        assert title not in said
