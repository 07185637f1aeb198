"""Whole pages as Markdown, and `/llms.txt`."""

import json
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext
from markdown_it import MarkdownIt
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from home.models import SiteSettings
from news.models import Topic
from tests import builders
from tests.delivery.conftest import API, Api
from tests.delivery.test_visibility import CANARY, HIDDEN, RESTRICTED

ALL_BLOCKS = [
    ("heading", {"text": "Safe water #1", "level": "2", "anchor": ""}),
    ("rich_text", '<p>Some <b>bold</b> <a href="https://example.org/">words</a>.</p>'),
    ("quote", {"text": "Water *is* life.\nAlways.", "attribution": "The Office", "role": "Here"}),
    ("notice", {"style": "info", "heading": "Note", "text": "<ul><li>a</li><li>b</li></ul>"}),
    (
        "accordion",
        {
            "heading": "Q&A",
            "items": [{"heading": "Why?", "content": [("rich_text", "<p>So.</p>")]}],
        },
    ),
    ("embed", {"url": "https://films.example.org/1", "title": "A film", "caption": "Short"}),
    (
        "figures",
        {"heading": "", "items": [{"value": "87 %", "label": "served", "source": "Survey"}]},
    ),
    (
        "call_to_action",
        {
            "heading": "Take part",
            "text": "Now.",
            "links": [{"kind": "url", "url": "https://example.org/join", "label": "Join"}],
        },
    ),
]


def markdown(api: Api, page: Page, **parameters: Any) -> str:
    response = api.raw(f"pages/{page.pk}/", format="markdown", **parameters)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    return str(response.content.decode())


def parts(document: str) -> tuple[dict[str, Any], str]:
    """The facts in front, and the text."""
    _nothing, front, text = document.split("---\n", 2)
    return yaml.safe_load(front), text


class TestPages:
    def test_all_blocks(self, api: Api) -> None:
        image, file, contact = builders.picture(), builders.document(), builders.contact()
        target = builders.section("Target [x]")
        builders.article("Fresh", parent=builders.news_index())
        page = builders.content_page(
            "About *us*",
            introduction="What we\ndo.",
            body=[
                *ALL_BLOCKS,
                ("image", {"image": image, "alt": "A river", "caption": "Wide", "credit": "Me"}),
                ("gallery", {"heading": "Pictures", "images": [{"image": image}] * 2}),
                ("downloads", {"heading": "", "documents": [file]}),
                ("contacts", {"heading": "", "contacts": [contact]}),
                ("related_pages", {"heading": "Read on", "pages": [target]}),
                ("latest_news", {"heading": "News", "topic": None, "number": 1}),
                (
                    "link_group",
                    {"heading": "L", "links": [{"kind": "document", "document": file}]},
                ),
            ],
        )
        _facts, text = parts(markdown(api, page))
        src = api.get(f"images/{image.pk}/")["src"]
        url = f"http://cms.example.org{file.url}"
        assert (
            text
            == f"""
# About \\*us\\*

What we\\
do.

## Safe water #1

Some **bold** [words](https://example.org/).

> Water \\*is\\* life.\\
> Always.
>
> — The Office, Here

> **Note**
>
> - a
> - b

### Q&A

#### Why?

So.

[A film](https://films.example.org/1)

Short

- **87 %**: served (Survey)

### Take part

Now.

- [Join](https://example.org/join)

![A river]({src})

Wide (Me)

### Pictures

![A picture of River]({src})

![A picture of River]({src})

- [Report]({url}) (TXT, 10\xa0bytes)

- **Press Office**: [press@example.org](mailto:press@example.org), [+41225550100](tel:+41225550100)

### Read on

- [Target \\[x\\]](http://localhost/en/target-x/)

### News

- [Fresh](http://localhost/en/news/fresh/) (2026-03-01): What happened, in short.

### L

- [Report]({url}) (TXT, 10\xa0bytes)
""".replace("http://localhost", builders.home().get_site().root_url)
        )

    def test_facts_stand_in_front(self, api: Api) -> None:
        topic = Topic.objects.create(name='"Wells": all', slug="w", locale=builders.locale("en"))
        title = 'A "well": # no, \\ yes \u2028 — الماء 😀'
        page = builders.article(
            title,
            parent=builders.news_index(),
            topics=[topic],
            kind="statement",
            dateline="Geneva",
            contacts=[builders.contact()],
            search_description="In short: all",
        )
        builders.translated(page, "fr", title="Un puits", slug="un-puits")
        facts, text = parts(markdown(api, page))
        answer = api.page(page)
        assert facts == {
            "title": title,
            "type": "news.NewsPage",
            "id": page.pk,
            "locale": "en",
            "html_url": answer["meta"]["html_url"],
            "description": "In short: all",
            "date": "2026-03-01",
            "kind": "statement",
            "dateline": "Geneva",
            "topics": ['"Wells": all'],
            "translations": {"fr": answer["meta"]["translations"][0]["html_url"]},
            "first_published_at": answer["meta"]["first_published_at"],
            "last_published_at": answer["meta"]["last_published_at"],
        }
        assert text.startswith('\n# A "well": # no, \\\\ yes — الماء 😀\n')
        assert "## Contacts\n\n- **Press Office**" in text

    def test_tables_are_tables(self, api: Api) -> None:
        page = builders.content_page(body=[])
        table = {
            "caption": "Wells",
            "columns": [
                {"type": "text", "heading": "Region | part"},
                {"type": "number", "heading": "Wells"},
            ],
            "rows": [{"values": ["a|b *c*", 412.0]}, {"values": ["", None]}],
        }
        page.body = [{"type": "table", "value": table}]
        page.save_revision().publish()
        document = markdown(api, page)
        assert "| Region \\| part | Wells |\n| --- | ---: |\n| a\\|b \\*c\\* | 412 |" in document
        html = MarkdownIt("commonmark").enable("table").render(document)
        assert "<td>a|b *c*</td>" in html
        assert '<td style="text-align:right">412</td>' in html

    def test_links_have_scheme_and_host(self, api: Api) -> None:
        """The document is read anywhere, not on the frontend's pages."""
        target = builders.section("Target")
        body = [("rich_text", f'<p><a linktype="page" id="{target.pk}">there</a></p>')]
        page = builders.content_page(body=body)
        url = api.page(target)["meta"]["html_url"]
        assert f"[there]({url})" in markdown(api, page)
        assert "](/en/target/)" in str(api.page(page, rich_text_format="markdown"))

    def test_a_page_type_that_nobody_prepared(self, api: Api) -> None:
        from tests.recipes.models import RecipePage

        target = builders.section("Target")
        step = {"text": "<p>Cook <b>well</b></p>", "minutes": 30, "needs": []}
        step["needs"] = [{"what": "Water", "grams": "500"}]
        page = builders.publish(
            builders.home(),
            RecipePage(
                title="Soup",
                introduction="<p>Hot <i>soup</i></p>",
                course="main",
                goes_with=target,
                steps=[
                    ("step", step),
                    ("quote", "Only words"),
                    ("link", "https://example.org/"),
                    ("page", target),
                    ("course", [("note", "A *note*"), ("steps", [step])]),
                ],
            ),
        )
        facts, text = parts(markdown(api, page))
        assert (facts["course"], facts["servings"]) == ("main", 4)
        for told in (
            "Hot _soup_",
            "Cook **well**",
            "Minutes: 30",
            "What: Water",
            "Grams: 500",
            "Only words",
            "[https://example.org/](https://example.org/)",
            "A \\*note\\*",
            f"[Target]({api.page(target)['meta']['html_url']})",
        ):
            assert told in text, told

    def test_only_some_fields(self, api: Api) -> None:
        page = builders.content_page("Title", introduction="Intro")
        _facts, text = parts(markdown(api, page, fields="introduction"))
        assert text.strip() == "Intro"

    def test_in_the_page_s_own_language(self, api: Api) -> None:
        link = {"kind": "url", "url": "https://example.org/", "label": "More"}
        page = builders.article(
            parent=builders.news_index(), related_links=[("link", {**link, "language": ""})] * 2
        )
        french = builders.translated(page, "fr", title="Un puits", slug="un-puits")
        document = markdown(api, page, locale="fr")
        assert parts(document)[0]["id"] == french.pk
        assert "\n- [More](https://example.org/)\n- [More](https://example.org/)\n" in document


MARKDOWN, JSON = "text/markdown", "application/json"


class TestNegotiation:
    @pytest.mark.parametrize(
        ("accept", "given"),
        [
            ("", JSON),
            ("*/*", JSON),
            ("text/markdown", MARKDOWN),
            ("TEXT/MARKDOWN; charset=utf-8", MARKDOWN),
            ("text/markdown, */*;q=0.1", MARKDOWN),
            ("application/json, text/markdown", JSON),
            ("application/json;q=0.4, text/markdown;q=0.6", MARKDOWN),
            ("application/json;q=0.6, text/markdown;q=0.4", JSON),
            ("text/markdown;q=0, */*", JSON),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
            ("image/png", JSON),
            (";;q=x,,text/;q=9,/", JSON),
        ],
    )
    def test_the_accept_header_decides(self, api: Api, accept: str, given: str) -> None:
        page = builders.section("Water")
        for path in (f"pages/{page.pk}/", "resolve/?html_path=/en/water/"):
            response = api.client.get(API + path, headers={"accept": accept} if accept else {})
            assert response.status_code == 200
            assert response["Content-Type"].partition(";")[0] == given
            assert "Accept" in response["Vary"]

    def test_the_parameter_wins(self, api: Api) -> None:
        path = f"{API}pages/{builders.section('Water').pk}/"
        for wanted, other, given in (("json", MARKDOWN, JSON), ("markdown", JSON, MARKDOWN)):
            response = api.client.get(path, {"format": wanted}, headers={"accept": other})
            assert response["Content-Type"].startswith(given)
        assert api.refused(path.removeprefix(API), format="pdf")["status"] == 422

    def test_errors_stay_problems(self, api: Api) -> None:
        for path in ("pages/999999/", "resolve/?html_path=/en/none/", "pages/1/?nothing=1"):
            response = api.client.get(API + path, headers={"accept": MARKDOWN})
            assert response.status_code in {404, 422}
            assert response["Content-Type"] == "application/problem+json"

    def test_what_has_moved_is_a_real_redirect(self, api: Api) -> None:
        page = builders.section("Water")
        Redirect.objects.create(old_path="/old", redirect_page=page)
        Redirect.objects.create(
            old_path="/away", redirect_link="https://example.org/", is_permanent=False
        )
        asked = {"format": "markdown", "html_path": "/old/"}
        response = api.client.get(f"{API}resolve/", asked)
        assert response.status_code == 301
        assert "Accept" not in response.get("Vary", "")  # the parameter decides
        followed = api.client.get(response["Location"])
        assert parts(followed.content.decode())[0]["id"] == page.pk
        response = api.client.get(f"{API}resolve/", {**asked, "html_path": "/away/"})
        assert (response.status_code, response["Location"]) == (302, "https://example.org/")
        response = api.client.get(f"{API}resolve/", {**asked, "html_path": "/"}, follow=True)
        assert parts(response.content.decode())[0]["type"] == "home.HomePage"
        assert api.get("resolve/", html_path="/old/")["kind"] == "redirect"


FORMATS = ["html", "markdown", "portable_text"]


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_pages_show_in_no_format(api: Api, name: str) -> None:
    hidden = HIDDEN[name]()
    link = f'<p><a linktype="page" id="{hidden.pk}">words</a></p>'
    shown = builders.content_page(
        body=[
            ("rich_text", link),
            ("notice", {"style": "info", "heading": "", "text": link}),
            ("related_pages", {"heading": "", "pages": [hidden]}),
            ("link_group", {"heading": "H", "links": [{"kind": "page", "page": hidden}]}),
        ]
    )
    builders.section("Menu", introduction=link)
    said = [json.dumps(api.page(shown, rich_text_format=each)) for each in FORMATS]
    said += [json.dumps(api.get("navigation/", rich_text_format=each)) for each in FORMATS]
    said += [markdown(api, shown), api.client.get("/llms.txt").content.decode()]
    for text in said:
        assert CANARY not in text.lower()
        assert hidden.slug not in text
    asked = api.raw(f"pages/{hidden.pk}/", format="markdown")
    assert asked.status_code == (401 if name in RESTRICTED else 404)
    assert CANARY not in asked.content.decode().lower()


def test_hidden_files_show_in_no_format(api: Api) -> None:
    collection = builders.private_collection()
    image = builders.picture(CANARY, collection=collection)
    file = builders.document(CANARY, collection=collection)
    text = (
        f'<p><a linktype="document" id="{file.pk}">words</a></p>'
        f'<embed embedtype="image" id="{image.pk}" alt="picture" format="left"/>'
    )
    blocks = [("rich_text", text), ("image", {"image": image, "caption": "Below"})]
    shown = builders.content_page(
        image=image, body=[*blocks, ("downloads", {"documents": [file]})]
    )
    for wanted in FORMATS:
        assert CANARY not in json.dumps(api.page(shown, rich_text_format=wanted))
    document = markdown(api, shown)
    assert CANARY not in document
    assert "words" in document


def test_no_format_costs_more_queries(api: Api) -> None:
    target, image = builders.section("Target"), builders.picture()
    text = (
        f'<p><a linktype="page" id="{target.pk}">a</a></p><embed embedtype="image" '
        f'id="{image.pk}" alt=""/><embed embedtype="media" url="https://films.example.org/1"/>'
    )
    page = builders.content_page(body=[("rich_text", text)] * 3)
    more = builders.content_page("More", body=[("rich_text", text)] * 20)

    def queries(page: Page, **parameters: Any) -> int:
        api.raw(f"pages/{page.pk}/", **parameters)
        with CaptureQueriesContext(connection) as captured:
            assert api.raw(f"pages/{page.pk}/", **parameters).status_code == 200
        return len(captured)

    counts = {queries(page, rich_text_format=wanted) for wanted in FORMATS}
    counts |= {queries(page, format="markdown"), queries(more, format="markdown")}
    assert len(counts) == 1


class TestNavigation:
    def test_introductions_come_in_the_format_asked_for(self, api: Api) -> None:
        water = builders.section("Water", introduction="<p>Some <b>words</b></p>")
        builders.content_page("A", parent=water, show_in_menus=True, introduction="2 * 3 & 4")
        told = {}
        for wanted in FORMATS:
            (item,) = api.get("navigation/", rich_text_format=wanted)["items"]
            plain = item["children"][0]["introduction"]
            assert plain["format"] == item["introduction"]["format"] == wanted
            told[wanted] = (item["introduction"]["content"], plain["content"])
        assert told["html"] == ("<p>Some <b>words</b></p>", "<p>2 * 3 &amp; 4</p>")
        assert told["markdown"] == ("Some **words**", "2 \\* 3 & 4")
        assert told["portable_text"][1][0]["children"][0]["text"] == "2 * 3 & 4"


class TestLLMs:
    def get(self, api: Api, **parameters: Any) -> str:
        response = api.client.get("/llms.txt", parameters)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        return str(response.content.decode())

    def test_the_site_in_one_page(self, api: Api) -> None:
        SiteSettings.objects.create(
            site=Site.objects.get(is_default_site=True),
            locale=builders.locale("en"),
            tagline="Water for *all*",
        )
        water = builders.section("Water", introduction="<p>On <b>rivers</b>.</p><p>More.</p>")
        rivers = builders.content_page("Rivers", parent=water, show_in_menus=True)
        builders.content_page("Not in menus", parent=water)
        article = builders.article("A new well", parent=builders.news_index())
        said = self.get(api)
        url = "http://cms.example.org/api/delivery/v1/pages/{}/?format=markdown"
        assert said.startswith("# The agency\n\n> Water for \\*all\\*\n\n")
        assert f"## Water\n\n- [Water]({url.format(water.pk)}): On rivers. More.\n" in said
        assert f"- [Rivers]({url.format(rivers.pk)})\n" in said
        assert f"- [A new well]({url.format(article.pk)}): What happened, in short.\n" in said
        assert "- [Français](http://cms.example.org/llms.txt?locale=fr)" in said
        assert "Not in menus" not in said
        for link in (url.format(water.pk), "http://cms.example.org/llms.txt?locale=fr"):
            assert api.client.get(link).status_code == 200

    def test_in_another_language(self, api: Api) -> None:
        water = builders.section("Water")
        french = builders.translated(water, "fr", title="Eau", slug="eau")
        said = self.get(api, locale="fr")
        assert f"[Eau](http://cms.example.org/api/delivery/v1/pages/{french.pk}/" in said
        assert "Water" not in said

    def test_of_another_site(self, api: Api) -> None:
        campaign = builders.section("Campaign")
        page = builders.section("Inside", parent=campaign)
        Site.objects.create(hostname="campaign.example.org", root_page=campaign, site_name="It")
        said = self.get(api, site="campaign.example.org")
        assert said.startswith("# It\n")
        (link,) = [line for line in said.splitlines() if "[Inside]" in line]
        address = link.partition("](")[2].partition(")")[0]
        answer = api.client.get(address)
        assert parts(answer.content.decode())[0]["id"] == page.pk
        assert "Inside" not in self.get(api)

    def test_is_bounded(self, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cms.delivery.llms.MAX_PAGES", 3)
        monkeypatch.setattr("cms.delivery.llms.MAX_NEWS", 2)
        water, index = builders.section("Water"), builders.news_index()
        for number in range(4):
            builders.content_page(f"Page {number}", parent=water, show_in_menus=True)
        for number in range(3):
            builders.article(f"Article {number}", parent=index)
        said = self.get(api)
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
    def test_wrong_questions(self, api: Api, query: str, status: int) -> None:
        response = api.client.get(f"/llms.txt?{query}")
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"

    def test_a_language_whose_home_page_is_hidden(self, api: Api) -> None:
        builders.home("fr").unpublish()
        assert api.client.get("/llms.txt?locale=fr").status_code == 404
        assert "Français" not in self.get(api)
