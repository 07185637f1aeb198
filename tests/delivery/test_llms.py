"""`/llms.txt`."""

from typing import Any

import pytest
from wagtail.models import Site

from home.models import SiteSettings
from tests import builders
from tests.delivery.conftest import Api
from tests.delivery.markdown import parts


def llms(api: Api, **parameters: Any) -> str:
    response = api.client.get("/llms.txt", parameters)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return str(response.content.decode())


def test_the_site_in_one_page(api: Api) -> None:
    SiteSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        locale=builders.locale("en"),
        tagline="Water for *all*",
    )
    water = builders.section("Water", introduction="<p>On <b>rivers</b>.</p><p>More.</p>")
    rivers = builders.content_page("Rivers", parent=water, show_in_menus=True)
    builders.content_page("Not in menus", parent=water)
    article = builders.article("A new well", parent=builders.news_index())
    said = llms(api)
    url = "http://cms.example.org/api/delivery/v1/pages/{}/?format=markdown"
    assert said.startswith("# The agency\n\n> Water for \\*all\\*\n\n")
    assert f"## Water\n\n- [Water]({url.format(water.pk)}): On rivers. More.\n" in said
    assert f"- [Rivers]({url.format(rivers.pk)})\n" in said
    assert f"- [A new well]({url.format(article.pk)}): What happened, in short.\n" in said
    assert "- [Français](http://cms.example.org/llms.txt?locale=fr)" in said
    assert "Not in menus" not in said
    for link in (url.format(water.pk), "http://cms.example.org/llms.txt?locale=fr"):
        assert api.client.get(link).status_code == 200


def test_in_another_language(api: Api) -> None:
    water = builders.section("Water")
    french = builders.translated(water, "fr", title="Eau", slug="eau")
    said = llms(api, locale="fr")
    assert f"[Eau](http://cms.example.org/api/delivery/v1/pages/{french.pk}/" in said
    assert "Water" not in said


def test_of_another_site(api: Api) -> None:
    campaign = builders.section("Campaign")
    page = builders.section("Inside", parent=campaign)
    Site.objects.create(hostname="campaign.example.org", root_page=campaign, site_name="It")
    said = llms(api, site="campaign.example.org")
    assert said.startswith("# It\n")
    (link,) = [line for line in said.splitlines() if "[Inside]" in line]
    address = link.partition("](")[2].partition(")")[0]
    answer = api.client.get(address)
    assert parts(answer.content.decode())[0]["id"] == page.pk
    assert "Inside" not in llms(api)


def test_is_bounded(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.delivery.llms.MAX_PAGES", 3)
    monkeypatch.setattr("cms.delivery.llms.MAX_NEWS", 2)
    water, index = builders.section("Water"), builders.news_index()
    for number in range(4):
        builders.content_page(f"Page {number}", parent=water, show_in_menus=True)
    for number in range(3):
        builders.article(f"Article {number}", parent=index)
    said = llms(api)
    assert said.count("- [Page ") == 2  # and their section
    assert said.count("- [Article ") == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("locale=de", 422),
        ("locale=%00", 422),
        ("locale=en&locale=fr", 422),
        ("site=nowhere.example.org", 422),
        ("nothing=1", 422),
        ("locale=" + "x" * 300, 422),
    ],
)
def test_wrong_questions(api: Api, query: str, status: int) -> None:
    response = api.client.get(f"/llms.txt?{query}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_a_language_whose_home_page_is_hidden(api: Api) -> None:
    builders.home("fr").unpublish()
    assert api.client.get("/llms.txt?locale=fr").status_code == 404
    assert "Français" not in llms(api)
