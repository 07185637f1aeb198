"""The reading view: complete, accessible, safe, in both writing directions."""

import itertools
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction, Site

from home.models import SiteSettings
from news.models import NewsPage, Topic
from tests import builders
from tests.editing import article_form

pytestmark = pytest.mark.usefixtures("site")


def read(client: Client, page: Page | str) -> BeautifulSoup:
    path = page if isinstance(page, str) else page.url
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def one(soup: Any, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


@pytest.fixture
def article() -> NewsPage:
    river, topic = builders.picture(), Topic(name="Water", slug="water")
    topic.locale = builders.locale("en")
    topic.save()
    return builders.article(
        "Rain & sun",
        parent=builders.news_index(),
        image=river,
        image_alt="The river at dawn",
        dateline="Dakar",
        contacts=[builders.contact()],
        topics=[topic],
        related_links=[("link", _link("https://example.org/ar", "More", "ar"))],
        body=[
            ("heading", {"text": "Part one", "level": "2", "anchor": ""}),
            ("image", {"image": river, "decorative": True}),
            ("notice", {"style": "info", "heading": "Note", "text": "<p>A note.</p>"}),
            (
                "table",
                {
                    "caption": "Wells",
                    "columns": [
                        {"type": "text", "heading": "Region"},
                        {"type": "number", "heading": "Wells"},
                    ],
                    "rows": [{"values": ["North", 412.0]}],
                },
            ),
        ],
    )


def _link(url: str, label: str, language: str = "") -> dict[str, Any]:
    return {"kind": "url", "url": url, "label": label, "language": language}


def test_shows_the_whole_article(client: Client, article: NewsPage) -> None:
    soup = read(client, article)
    assert words(one(soup, "title")) == "Rain & sun"
    text = words(one(soup, "main"))
    for seen in (
        "Press release Rain & sun Dakar · March 1, 2026 What happened, in short.",
        "Part one",
        "A note.",
        "Region Wells North 412",
        "Read more More (العربيّة)",
        "Contacts Press Office press@example.org +41 22 555 01 00",
        "Water",
    ):
        assert seen in text
    assert one(soup, "figure.lead img")["alt"] == "The river at dawn"
    assert one(soup, "main figure:not(.lead) img")["alt"] == ""


def test_is_accessible(client: Client, article: NewsPage) -> None:
    """What a machine can see: the rest is looked at in the browser's journey."""
    soup = read(client, article)
    assert (one(soup, "html")["lang"], one(soup, "html")["dir"]) == ("en", "ltr")
    assert one(soup, "meta[name=viewport]")
    assert one(soup, "a.skip")["href"] == "#" + str(one(soup, "main")["id"])
    for landmark in ("body > header", "main", "body > footer"):
        assert one(soup, landmark)
    labels = [nav["aria-label"] for nav in soup.select("nav")]
    assert len(labels) == len(set(labels))
    levels = [int(each.name[1]) for each in soup.select("main :is(h1, h2, h3, h4)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= above + 1 for above, level in itertools.pairwise(levels))
    assert all(image.has_attr("alt") for image in soup.select("img"))
    assert all(cell["scope"] == "col" for cell in soup.select("th"))


def test_reads_from_the_right_in_arabic(client: Client, article: NewsPage) -> None:
    arabic = builders.translated(article, "ar", title="المطر", slug="المطر")
    soup = read(client, arabic)
    assert (one(soup, "html")["lang"], one(soup, "html")["dir"]) == ("ar", "rtl")
    text = words(one(soup, "body"))
    for seen in ("انتقل إلى المحتوى", "بيان صحفي", "1 مارس، 2026", "جهات الاتصال"):
        assert seen in text
    (english,) = [each for each in soup.select(".languages a") if each["lang"] == "en"]
    assert (english["href"], english["dir"]) == (article.url, "ltr")
    assert one(soup, "a[href^=tel]")["dir"] == "ltr"


@pytest.mark.parametrize("code", ["fr", "es", "ar"])
def test_speaks_the_language_of_the_page(client: Client, article: NewsPage, code: str) -> None:
    soup = read(client, builders.translated(article, code))
    english = {words(each) for each in read(client, article).select(".skip, .kind, .panel h2")}
    assert english & {words(each) for each in soup.select(".skip, .kind, .panel h2")} <= {
        "Contacts"
    }


def test_what_editors_type_is_text(client: Client) -> None:
    attack = "<script>alert(1)</script>"
    page = builders.article(
        attack,
        parent=builders.news_index(),
        slug="attack",
        introduction=attack,
        dateline=attack,
        body=[
            ("heading", {"text": attack, "level": "2", "anchor": ""}),
            ("quote", {"text": attack, "attribution": attack, "role": attack}),
            ("rich_text", f'<p>{attack}<a href="javascript:alert(1)">here</a></p>'),
            ("call_to_action", {"heading": attack, "text": attack, "links": []}),
            ("embed", {"url": "https://example.org/", "title": attack, "caption": attack}),
            ("figures", {"heading": attack, "items": [{"value": attack, "label": attack}]}),
        ],
    )
    for path in (page.url, page.get_parent().url):
        soup = read(client, path)
        assert soup.select("script") == []
        assert soup.select("[href^=javascript]") == []
        assert "alert(1)" in words(one(soup, "main"))


class TestFrame:
    def test_the_menu_is_the_apis(self, client: Client) -> None:
        water, health = builders.section("Water"), builders.section("Health")
        builders.section("Hidden", show_in_menus=False)
        builders.section("Draft", live=False)
        page = builders.content_page(parent=health)
        items = read(client, page).select(".menu a")
        assert [(words(each), each["href"]) for each in items] == [
            ("Water", water.url),
            ("Health", health.url),
        ]
        assert [each.get("aria-current") for each in items] == [None, "true"]
        current = read(client, health).select(".menu a[aria-current]")
        assert [(words(each), each["aria-current"]) for each in current] == [("Health", "page")]

    def test_the_footer_is_the_settings(self, client: Client, site: Site) -> None:
        links = [{"heading": "About", "links": [_link("https://example.org/", "Jobs")]}]
        settings = SiteSettings(
            site=site,
            locale=builders.locale("en"),
            tagline="Water for everyone",
            footer=[("link_group", each) for each in links],
            social_links=[("social_link", {"network": "youtube", "url": "https://y.example/"})],
            default_contact=builders.contact(),
        )
        settings.save()
        settings.save_revision().publish()
        soup = read(client, builders.home())
        assert words(one(soup, ".brand")) == "The agency Water for everyone"
        footer = words(one(soup, "body > footer"))
        for seen in ("About Jobs", "YouTube", "Press Office"):
            assert seen in footer

    def test_breadcrumbs(self, client: Client, article: NewsPage) -> None:
        trail = read(client, article).select(".trail a")
        assert [words(each) for each in trail] == ["The agency", "News"]


class TestPagesBelow:
    def titles(self, client: Client, path: str) -> list[str]:
        return [words(each) for each in read(client, path).select(".below h2")]

    def test_articles_newest_first(self, client: Client) -> None:
        index = builders.news_index()
        for day in ("2026-03-02", "2026-03-03", "2026-03-01"):
            builders.article(f"Of {day}", parent=index, date=day)
        builders.article("Draft", parent=index, live=False)
        titles = self.titles(client, index.url)
        assert titles == ["Of 2026-03-03", "Of 2026-03-02", "Of 2026-03-01"]

    def test_other_pages_in_the_trees_order(self, client: Client) -> None:
        section = builders.section()
        builders.content_page("Zebra", parent=section)
        private = builders.content_page("Private", parent=section)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        builders.content_page("Ant", parent=section)
        assert self.titles(client, section.url) == ["Zebra", "Ant"]

    def test_a_screenful_at_a_time(self, client: Client) -> None:
        index = builders.news_index()
        for number in range(26):
            builders.article(f"No {number:02}", parent=index, date=f"2026-03-{number + 1:02}")
        assert len(self.titles(client, index.url)) == 24
        assert self.titles(client, f"{index.url}?page=2") == ["No 01", "No 00"]
        assert self.titles(client, f"{index.url}?page=nonsense")[0] == "No 25"
        assert one(read(client, index), "[rel=next]")["href"] == "?page=2"

    def test_cost_does_not_grow(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        index = builders.news_index()
        builders.article("First", parent=index, image=builders.picture())
        client.get(index.url)
        with django_assert_num_queries(40, exact=False) as captured:
            client.get(index.url)
        for number in range(10):
            builders.article(f"No {number}", parent=index, image=builders.picture())
        with django_assert_num_queries(len(captured)):
            client.get(index.url)


class TestPagePreview:
    """The admin's preview panel shows the same view, of what is not saved yet."""

    def panel(self, client: Client, url: str, form: dict[str, Any]) -> BeautifulSoup:
        assert client.post(url, form).json() == {"is_valid": True, "is_available": True}
        response = client.get(url, {"in_preview_panel": "true"})
        assert response.status_code == 200
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
        return BeautifulSoup(response.content, "html.parser")

    def test_of_a_new_page(self, admin_client: Client) -> None:
        index = builders.news_index()
        names = ["news", "newspage", index.pk]
        url = reverse("wagtailadmin_pages:preview_on_add", args=names)
        soup = self.panel(admin_client, url, article_form(title="Not saved yet"))
        assert words(one(soup, "h1")) == "Not saved yet"
        assert [words(each) for each in soup.select(".trail a")] == ["The agency", "News"]
        assert not NewsPage.objects.exists()

    def test_of_changes(self, admin_client: Client, article: NewsPage) -> None:
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
        soup = self.panel(admin_client, url, article_form(title="Changed"))
        assert words(one(soup, "h1")) == "Changed"
        assert words(one(read(admin_client, article), "h1")) == "Rain & sun"

    def test_has_what_the_content_checks_need(
        self, admin_client: Client, article: NewsPage
    ) -> None:
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
        soup = self.panel(admin_client, url, article_form())
        assert one(soup, "#wagtail-userbar-template")
        assert any("userbar.js" in each["src"] for each in soup.select("script[src]"))

    def test_readers_get_no_scripts(self, client: Client, article: NewsPage) -> None:
        assert read(client, article).select("script, #wagtail-userbar-template") == []
