"""The menu where one language stands in for another."""

from typing import Any

import pytest
from wagtail.models import Page

from tests import builders
from tests.delivery.conftest import Api


@pytest.fixture
def sections(api: Api) -> dict[str, Page]:
    """Air, Soil (with Sand below), Water and Wind in English; the second and third in French."""
    made = {name: builders.section(name) for name in ("Air", "Soil", "Water", "Wind")}
    made["Sand"] = builders.section("Sand", parent=made["Soil"])
    builders.translated(made["Soil"], "fr", title="Sol", slug="sol")
    builders.translated(made["Water"], "fr", title="Eau", slug="eau")
    return made


def outline(items: list[dict[str, Any]]) -> list[Any]:
    """Titles in order, each before the list of those below it."""
    found: list[Any] = []
    for item in items:
        found.append(item["page"]["title"])
        if item["children"]:
            found.append(outline(item["children"]))
    return found


def test_one_language_alone(api: Api, sections: dict[str, Page]) -> None:
    assert outline(api.get("navigation/")["items"]) == ["Air", "Soil", ["Sand"], "Water", "Wind"]
    assert outline(api.get("navigation/", locale="fr")["items"]) == ["Sol", "Eau"]


def test_what_is_missing_stands_where_it_would(api: Api, sections: dict[str, Page]) -> None:
    answer = api.get("navigation/", locale="fr", fallback="en")
    assert answer["locale"] == "fr"
    assert outline(answer["items"]) == ["Air", "Sol", ["Sand"], "Eau", "Wind"]
    assert [item["page"]["locale"] for item in answer["items"]] == ["en", "fr", "fr", "en"]


def test_its_own_order_wins(api: Api, sections: dict[str, Page]) -> None:
    eau, sol = (
        sections[name].get_translation(builders.locale("fr")) for name in ("Water", "Soil")
    )
    eau.move(sol, "left")
    answer = api.get("navigation/", locale="fr", fallback="en")
    assert outline(answer["items"]) == ["Air", "Eau", "Wind", "Sol", ["Sand"]]


def test_what_a_language_leaves_out_of_its_menu_stays_out(
    api: Api, sections: dict[str, Page]
) -> None:
    eau = sections["Water"].get_translation(builders.locale("fr"))
    eau.show_in_menus = False
    eau.save_revision().publish()
    answer = api.get("navigation/", locale="fr", fallback="en")
    assert outline(answer["items"]) == ["Air", "Sol", ["Sand"], "Wind"]


def test_a_language_without_public_home_page(api: Api, sections: dict[str, Page]) -> None:
    builders.home("ar").unpublish()
    assert api.refused("navigation/", locale="ar")["status"] == 404
    answer = api.get("navigation/", locale="ar", fallback="en")
    assert outline(answer["items"]) == ["Air", "Soil", ["Sand"], "Water", "Wind"]


@pytest.mark.parametrize("fallback", ["de", "", "\x00"])
def test_an_unknown_language_is_refused(api: Api, fallback: str) -> None:
    problem = api.refused("navigation/", locale="fr", fallback=fallback)
    assert problem["errors"][0]["loc"][:2] == ["query", "fallback"]
