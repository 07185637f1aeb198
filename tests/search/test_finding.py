"""Words are found in every block and every script, best and newest first."""

import datetime
from typing import Any

import pytest

from news.models import Topic
from search import finding
from tests import builders
from tests.recipes.models import RecipePage
from tests.search.conftest import Search

SCRIPTS = {
    "case": ("The Groundwater Report", "GROUNDWATER"),
    "other forms of a word": ("Refugees are waiting", "refugee waits"),
    "accents left away": ("L'école à Genève", "ecole geneve"),
    "accents": ("Ecole sans accent", "école"),
    "Arabic": ("المياه النظيفة للجميع", "النظيفة"),
    "Arabic without an article": ("المياه النظيفة للجميع", "مياه"),
    "Spanish forms": ("Las reuniones anuales", "reunión anual"),
    "French forms": ("Les réunions annuelles", "réunion annuelle"),
    "Arabic with vowel signs": ("المِيَاه النَّظِيفَة", "المياه"),
    "a part of a Chinese sentence": ("世界卫生组织发布安全饮水指南", "饮水"),
    "one Chinese letter": ("世界卫生组织发布安全饮水指南", "水"),
    "the last Chinese letter": ("安全饮水", "水"),
    "Japanese": ("安全な飲み水のガイドライン", "飲み水"),
    "Korean without its particles": ("물은 생명입니다", "생명"),
    "Thai": ("น้ำสะอาดสำหรับทุกคน", "สะอาด"),
    "Cyrillic": ("Чистая вода для всех", "ВОДА"),
    "Devanagari": ("सभी के लिए स्वच्छ पानी", "स्वच्छ"),
    "Greek": ("Καθαρό νερό", "ΝΕΡΟ"),
    "full-width letters": ("ＷＨＯ guideline", "who"),
    "numbers": ("Resolution 64/292", "64 292"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts(search: Search, name: str) -> None:
    text, q = SCRIPTS[name]
    code = {"Arabic": "ar", "Spanish": "es", "French": "fr"}.get(name.split()[0], "en")
    body = [("rich_text", f"<p>{text}</p>")]
    builders.content_page(
        "Found", parent=builders.home(code), body=body, locale=builders.locale(code)
    )
    builders.content_page("Another", body=[("rich_text", "<p>Nothing of all that 東 в</p>")])
    assert search.titles(q) == search.titles(q, locale=code) == ["Found"]
    assert "<mark>" in search.highlight(q)["body"]


def test_a_letter_that_is_not_there_is_not_found(search: Search) -> None:
    builders.content_page("安全饮水")
    assert search.titles("全水") == []
    assert search.titles("安全饮水水") == []


LINK = {"kind": "url", "url": "https://example.org", "label": "quartz"}
BLOCKS: dict[str, Any] = {
    "heading": ("heading", {"text": "On quartz", "level": "2"}),
    "rich text": ("rich_text", "<ul><li>All <b>qua</b>rtz</li></ul>"),
    "quote": ("quote", {"text": "Quartz!", "attribution": "", "role": ""}),
    "attribution": ("quote", {"text": "Well.", "attribution": "The quartz office"}),
    "link of a group": ("link_group", {"heading": "", "links": [LINK]}),
    "call to action": ("call_to_action", {"heading": "Quartz", "text": "", "links": []}),
    "figure": ("figures", {"items": [{"value": "12", "label": "kinds of quartz"}]}),
    "accordion": (
        "accordion",
        {"items": [{"heading": "Why?", "content": [("rich_text", "<p>Because of quartz</p>")]}]},
    ),
    "notice": ("notice", {"style": "info", "heading": "", "text": "<p>Quartz</p>"}),
    "video": ("embed", {"url": "https://vimeo.com/1", "title": "A film of quartz"}),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks(search: Search, name: str) -> None:
    page = builders.content_page(body=[BLOCKS[name]])
    assert page.body.stream_block.child_blocks.keys() >= {BLOCKS[name][0]}
    assert search.titles("quartz") == [page.title]


def test_captions_and_tables(search: Search) -> None:
    image = builders.picture()
    builders.content_page("Caption", body=[("image", {"image": image, "caption": "Of quartz"})])
    builders.content_page(
        "Gallery", body=[("gallery", {"images": [{"image": image, "caption": "Of quartz"}] * 2})]
    )
    table = {
        "caption": "Of quartz",
        "columns": [{"type": "text", "heading": "Kind of basalt"}],
        "rows": [{"values": ["granite"]}],
    }
    page = builders.content_page("Table")
    block = page.body.stream_block.child_blocks["table"]
    page.body = [("table", block.to_python(table))]
    page.save_revision().publish()
    assert set(search.titles("quartz")) == {"Caption", "Gallery", "Table"}
    assert search.titles("basalt") == search.titles("granite") == ["Table"]


def test_a_page_type_that_search_knows_nothing_of(search: Search) -> None:
    step = {"text": "<p>Boil the quartz</p>", "needs": [{"what": "basalt", "grams": "1"}]}
    steps = [("course", [("steps", [step]), ("note", "With granite")]), ("taste", "sweet")]
    builders.publish(builders.home(), RecipePage(title="Soup", steps=steps))
    for word in ("soup", "quartz", "basalt", "granite"):
        assert search.titles(word) == ["Soup"]
    assert search.titles("sweet") == []  # a choice, and no word of the page


def test_all_words_must_be_there_in_any_order(search: Search) -> None:
    builders.content_page("Quartz and basalt")
    builders.content_page("Quartz")
    assert search.titles("basalt quartz") == ["Quartz and basalt"]
    assert search.titles("basalt granite") == []


def test_the_title_counts_more_than_the_text(search: Search) -> None:
    text = [("rich_text", "<p>Quartz, and much about quite different things.</p>")]
    builders.content_page("Quartz")
    builders.content_page("Stones", body=text)
    assert search.titles("quartz") == ["Quartz", "Stones"]


def test_a_title_is_found_among_more_than_can_be_ranked(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.content_page("Quartz")
    for number in range(8):
        builders.content_page(f"Stone {number}", body=[("rich_text", "<p>quartz</p>")])
    monkeypatch.setattr(finding, "MOST", 5)
    answer = search("quartz", limit=3)
    assert (answer["count"], answer["count_is_exact"]) == (5, False)
    assert answer["items"][0]["page"]["title"] == "Quartz"
    assert sum(each["count"] for each in answer["facets"]["type"]) == 5
    rest = search("quartz", limit=3, cursor=answer["next"])
    titles = [item["page"]["title"] for item in answer["items"] + rest["items"]]
    assert titles == ["Quartz", "Stone 7", "Stone 6", "Stone 5", "Stone 4"]
    assert rest["next"] is None


def test_newest_first(search: Search) -> None:
    index = builders.news_index()
    for year in (2024, 2026, 2025):
        builders.article(f"Quartz {year}", parent=index, date=datetime.date(year, 1, 1))
    titles = ["Quartz 2026", "Quartz 2025", "Quartz 2024"]
    assert search.titles("quartz", order="-date") == titles
    first = search("quartz", order="-date", limit=2)
    following = search("quartz", order="-date", limit=2, cursor=first["next"])
    assert [item["page"]["title"] for item in following["items"]] == titles[2:]
    assert search.titles("quartz", order="-date", offset=1) == titles[1:]


def topic(name: str, code: str = "en") -> Topic:
    return Topic.objects.create(name=name, slug=f"t{name}".lower(), locale=builders.locale(code))


def test_filters_and_facets(search: Search) -> None:
    index = builders.news_index()
    rivers, lakes = topic("Rivers & seas"), topic("Lakes")
    builders.article("A quartz", parent=index, topics=[rivers], date=datetime.date(2025, 12, 31))
    builders.article(
        "B quartz", parent=index, topics=[rivers, lakes], date=datetime.date(2026, 1, 1)
    )
    page = builders.content_page("C quartz")
    builders.translated(page, "fr", title="D quartz")

    facets = search("quartz")["facets"]
    counted = {
        name: {each["value"]: each["count"] for each in values} for name, values in facets.items()
    }
    this_year = str(page.first_published_at.year)
    assert counted["type"] == {"news.NewsPage": 2, "home.ContentPage": 2}
    assert counted["locale"] == {"en": 3, "fr": 1}
    assert counted["tag"] == {"Rivers & seas": 2, "Lakes": 1}
    assert sum(counted["year"].values()) == 4
    assert counted["year"]["2025"] == 1
    assert this_year in counted["year"]

    def found(**parameters: Any) -> str:
        answer = search("quartz", **parameters)
        titles = sorted(item["page"]["title"] for item in answer["items"])
        assert answer["count"] == len(titles)
        return "".join(title[0] for title in titles)

    assert found(type="news.NewsPage") == "AB"
    assert found(type=["news.NewsPage", "home.ContentPage"]) == "ABCD"
    assert found(locale="fr") == "D"
    assert found(tag="Rivers & seas") == "AB"
    assert found(tag=["Lakes", "Nothing"]) == "B"
    assert found(tag=["Rivers & seas", "Lakes"]) == "AB"
    assert found(tag="Rivers") == ""
    news = {"type": "news.NewsPage"}
    assert found(**news, date__gte="2026-01-01") == found(**news, date__gt="2025-12-31") == "B"
    assert found(**news, date__lte="2025-12-31") == found(**news, date__lt="2026-01-01") == "A"
    assert found(date__lt="0001-01-01") == found(date__gt="9999-12-31") == ""


def test_tags_named_in_another_language(
    search: Search, django_capture_on_commit_callbacks: Any
) -> None:
    rivers = topic("Rivers")
    builders.article("Quartz", parent=builders.news_index(), topics=[rivers])
    with django_capture_on_commit_callbacks(execute=True):
        french = rivers.copy_for_translation(builders.locale("fr"))
        french.name = "Cours d’eau"
        french.save()
    assert search.titles("quartz", tag="Cours d’eau") == ["Quartz"]
    assert search("quartz")["facets"]["tag"] == [{"value": "Rivers", "count": 1}]


def test_tags_are_found_as_words(search: Search) -> None:
    builders.article("News", parent=builders.news_index(), topics=[topic("Quartz")])
    assert search.titles("quartz") == ["News"]


def test_suggestions(search: Search) -> None:
    builders.content_page("Sources of groundwater")
    builders.content_page("Groundwater in Geneva")
    builders.content_page("Other", body=[("rich_text", "<p>groundwater</p>")])
    french = builders.translated(
        builders.content_page("Water"), "fr", title="Groundwater en France"
    )
    assert search.suggested("ground") == [
        french.title,
        "Groundwater in Geneva",
        "Sources of groundwater",
    ]
    assert search.suggested("GROUNDWATER gen") == ["Groundwater in Geneva"]
    assert search.suggested("ground", locale="fr") == [french.title]
    assert search.suggested("ground", limit=1) == [french.title]
    assert search.suggested("round") == search.suggested("?") == []


def test_suggestions_in_scripts_without_spaces(search: Search) -> None:
    builders.content_page("安全饮水指南")
    for begun in ("安", "安全饮", "饮水", "南"):
        assert search.suggested(begun) == ["安全饮水指南"]


def test_suggestions_are_few(search: Search) -> None:
    for number in range(12):
        builders.content_page(f"Quartz {number}")
    assert len(search.suggested("qu")) == 10
