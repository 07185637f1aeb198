"""JSON or Markdown, and rich text in three formats: who gets what, and that all hide the same."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.delivery.endpoints import site
from cms.schemas.rich_text import RichTextNode
from home.models import SiteSettings
from tests import builders
from tests.delivery.conftest import API, Api
from tests.delivery.markdown import markdown, parts
from tests.delivery.test_visibility import CANARY, HIDDEN, RESTRICTED

MARKDOWN, JSON = "text/markdown", "application/json"


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
def test_the_accept_header_decides(api: Api, accept: str, given: str) -> None:
    page = builders.section("Water")
    for path in (f"pages/{page.pk}/", "resolve/?html_path=/en/water/"):
        response = api.client.get(API + path, headers={"accept": accept} if accept else {})
        assert response.status_code == 200
        assert response["Content-Type"].partition(";")[0] == given
        assert "Accept" in response["Vary"]


def test_the_parameter_wins(api: Api) -> None:
    path = f"{API}pages/{builders.section('Water').pk}/"
    for wanted, other, given in (("json", MARKDOWN, JSON), ("markdown", JSON, MARKDOWN)):
        response = api.client.get(path, {"format": wanted}, headers={"accept": other})
        assert response["Content-Type"].startswith(given)
    assert api.refused(path.removeprefix(API), format="pdf")["status"] == 422


def test_errors_stay_problems(api: Api) -> None:
    for path in ("pages/999999/", "resolve/?html_path=/en/none/", "pages/1/?nothing=1"):
        response = api.client.get(API + path, headers={"accept": MARKDOWN})
        assert response.status_code in {404, 422}
        assert response["Content-Type"] == "application/problem+json"


def test_what_has_moved_is_a_real_redirect(api: Api) -> None:
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


def test_the_site_s_settings_come_in_the_format_asked_for(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as one of them is rich text, which none is today."""

    class RichTagline(RichTextNode):
        def collect(self, raw: Any, into: Any) -> None:
            super().collect(raw.tagline, into)

        def build(self, raw: Any, source: Any) -> Any:
            return super().build(raw.tagline, source)

    target = builders.section("Target")
    SiteSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        locale=builders.locale("en"),
        tagline=f'<p>Some <a linktype="page" id="{target.pk}">words</a></p>',
    )
    monkeypatch.setitem(site._settings_node.fields, "tagline", RichTagline())
    for wanted in FORMATS:
        assert api.raw("site/", rich_text_format=wanted).json()["tagline"]["format"] == wanted
    said = api.raw("site/", rich_text_format="markdown").json()["tagline"]["content"]
    assert said == "Some [words](/en/target/)"


def test_introductions_come_in_the_format_asked_for(api: Api) -> None:
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
