"""Languages that stand in for what is not translated, as in lists."""

from typing import Any

from wagtail.models import Page

from news.models import Topic
from tests import builders
from tests.search.conftest import Search

FRENCH_ELSE_ENGLISH: dict[str, Any] = {"locale": "fr", "fallback": "en"}


def well(title: str = "Quartz in the well", french: str = "") -> Page:
    page = builders.content_page(title)
    if french:
        builders.translated(page, "fr", title=french, slug="fr")
    return page


def locales(search: Search, q: str, **parameters: Any) -> list[str]:
    return [item["page"]["meta"]["locale"] for item in search(q, **parameters)["items"]]


def test_what_is_not_translated_is_found_in_another_language(search: Search) -> None:
    well()
    assert search.titles("quartz", locale="fr") == []
    assert locales(search, "quartz", **FRENCH_ELSE_ENGLISH) == ["en"]
    assert search.titles("quartz", locale="fr", fallback="default") == ["Quartz in the well"]


def test_what_is_translated_is_found_once(search: Search) -> None:
    well(french="Le quartz du puits")
    assert locales(search, "quartz", **FRENCH_ELSE_ENGLISH) == ["fr"]
    assert locales(search, "quartz", locale="en", fallback="fr") == ["en"]
    answer = search("quartz", **FRENCH_ELSE_ENGLISH)
    assert answer["count"] == 1
    assert answer["facets"]["locale"] == [{"value": "fr", "count": 1}]


def test_a_word_of_the_original_finds_no_translated_page(search: Search) -> None:
    """Readers get the French page, on which the word is not."""
    well(french="Le puits")
    assert search.titles("quartz", **FRENCH_ELSE_ENGLISH) == []


def test_a_hidden_translation_stands_in_nobodys_way(search: Search) -> None:
    page = well(french="Le quartz du puits")
    page.get_translation(builders.locale("fr")).unpublish()
    assert locales(search, "quartz", **FRENCH_ELSE_ENGLISH) == ["en"]


def test_it_works_beside_other_parameters(search: Search) -> None:
    index = builders.news_index()
    stone = Topic.objects.create(name="Stone", slug="stone", locale=builders.locale("en"))
    for number in range(3):
        article = builders.article(f"Quartz {number}", parent=index, topics=[stone])
        if number == 1:
            builders.translated(article, "fr", title="Quartz un", slug="un")
    asked = {**FRENCH_ELSE_ENGLISH, "tag": "Stone", "type": "news.NewsPage", "limit": 2}
    first = search("quartz", order="-date", **asked)
    rest = search("quartz", order="-date", cursor=first["next"], **asked)
    titles = [item["page"]["title"] for item in [*first["items"], *rest["items"]]]
    assert sorted(titles) == ["Quartz 0", "Quartz 2", "Quartz un"]
    assert first["count"] == 3


def test_suggestions(search: Search) -> None:
    well(french="Le quartz du puits")
    well("Quarry")
    assert search.suggested("quar", locale="fr") == ["Le quartz du puits"]
    titles = search.suggested("quar", **FRENCH_ELSE_ENGLISH)
    assert sorted(titles) == ["Le quartz du puits", "Quarry"]


def test_wrong_ones_are_named(search: Search) -> None:
    for path in ("search/", "search/suggest/"):
        for wrong in ({"fallback": "en"}, {"locale": "fr", "fallback": "de"}):
            problem = search.api.refused(path, q="quartz", **wrong)
            assert (problem["status"], problem["errors"][0]["loc"][-1]) == (422, "fallback")
