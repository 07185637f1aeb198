"""An editor's day, in a real browser: write, preview, publish, correct, be told what is wrong."""

import datetime
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cms.contacts.models import Contact
from news.models import NewsIndexPage, NewsPage
from tests import builders
from tests.browser.admin import Admin

# One worker runs them all: two browsers would slow one another down.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def admin(page: Page) -> Admin:
    admin = Admin(page)
    admin.log_in()
    return admin


def resolve(page: Page, path: str) -> Any:
    """What a frontend is told at this moment."""
    return page.request.get(f"/api/delivery/v1/resolve/?html_path={path}")


def link(kind: str, **fields: Any) -> dict[str, Any]:
    blank = {"page": None, "document": None, "url": "", "email": "", "phone": ""}
    return {"kind": kind, **blank, "label": "", "language": "", **fields}


def rich_article(index: NewsIndexPage) -> NewsPage:
    """An article with a block of nearly every kind."""
    river = builders.picture("River", size=(1200, 800))
    press = builders.contact()
    return builders.article(
        "Wells repaired in every region",
        parent=index,
        slug="wells",
        image=river,
        dateline="Dakar",
        contacts=[press],
        body=[
            ("heading", {"text": "What the data tell us", "level": "2", "anchor": ""}),
            ("rich_text", "<p>Read <a href='https://example.org/'>the report</a>.</p>"),
            ("quote", {"text": "Water first.", "attribution": "A. Diallo", "role": "Dakar"}),
            ("image", {"image": river, "caption": "The river", "credit": "The agency"}),
            ("notice", {"style": "warning", "heading": "Deadline", "text": "<p>In June.</p>"}),
            ("figures", {"heading": "Figures", "items": [{"value": "87 %", "label": "served"}]}),
            (
                "table",
                {
                    "caption": "Wells",
                    "columns": [{"type": "number", "heading": "Wells"}],
                    "rows": [{"values": [412]}],
                },
            ),
            (
                "accordion",
                {
                    "heading": "Questions",
                    "items": [{"heading": "Who?", "content": [("rich_text", "<p>All.</p>")]}],
                },
            ),
            ("downloads", {"heading": "Files", "documents": [builders.document()]}),
            (
                "call_to_action",
                {"heading": "Act", "links": [link("phone", phone="+41225550100")]},
            ),
            ("contacts", {"heading": "Press", "contacts": [press]}),
            ("latest_news", {"heading": "Latest", "topic": None, "number": 3}),
        ],
    )


def test_an_article_from_the_first_word_to_the_reader(admin: Admin) -> None:
    page = admin.page
    index = builders.news_index()
    builders.picture("River")
    builders.contact("Press Office")
    builders.contact("Dakar Office")

    # Pages lead to the form; there is only one kind of page to choose here.
    page.goto(f"/admin/pages/{index.pk}/")
    page.get_by_role("link", name="Add child page").first.click()
    expect(page).to_have_title(re.compile("New: News article"))
    admin.fill("title", "Rain came early")
    admin.fill("introduction", "Two weeks before the usual date.")
    lead = page.locator("section", has=page.get_by_role("heading", name="Lead image")).last
    admin.choose_image(lead, "River")

    # Each block can be seen before it is taken.
    admin.open_block_chooser("body")
    expect(admin.block_sample("Quote").get_by_text("every other promise")).to_be_visible()
    page.keyboard.press("Escape")

    admin.add_block("body", "Heading")
    admin.fill("body-0-value-text", "What happened")
    text = admin.add_block("body", "Text")
    text.get_by_role("textbox").click()
    page.keyboard.type("It rained on Monday.")
    admin.add_block("body", "Quote")
    admin.fill("body-2-value-text", "We were ready.")
    picture = admin.add_block("body", "Image")
    admin.choose_image(picture, "River")
    admin.fill("body-3-value-caption", "The river on Monday")

    page.get_by_role("button", name="Add contact").click()
    chooser = page.locator(".modal-body")
    chooser.get_by_role("checkbox", name="Press Office").check()
    chooser.get_by_role("button", name="Confirm selection").click()
    expect(page.locator("#inline_child_contacts-0")).to_contain_text("Press Office")

    # The panel shows it as readers will see it, before anything is published.
    preview = admin.preview()
    expect(preview.get_by_role("heading", level=1)).to_have_text("Rain came early")
    for seen in ("Two weeks before", "It rained on Monday.", "We were ready.", "Press Office"):
        expect(preview.locator("main")).to_contain_text(seen)
    expect(preview.locator("figure.lead img")).to_have_js_property("complete", True)

    admin.save_draft()
    admin.expect_success("Rain came early")
    assert resolve(page, "/en/news/rain-came-early/").status == 404
    admin.publish()
    admin.expect_success("published")

    # It is there at once, for frontends and in the reading view.
    answer = resolve(page, "/en/news/rain-came-early/").json()["page"]
    assert [block["type"] for block in answer["body"]] == [
        "heading",
        "rich_text",
        "quote",
        "image",
    ]
    assert answer["body"][1]["value"]["content"] == "<p>It rained on Monday.</p>"
    assert answer["image"]["alt"] == "A picture of River"
    assert [contact["name"] for contact in answer["contacts"]] == ["Press Office"]
    page.goto("/en/news/")
    page.get_by_role("link", name="Rain came early").click()
    expect(page.locator("main")).to_contain_text("+41 22 555 01 00")
    expect(page.locator("figcaption", has_text="The river on Monday")).to_be_visible()


def test_a_contacts_new_phone_number_is_right_everywhere(admin: Admin) -> None:
    page = admin.page
    press = builders.contact("Press Office", office="Geneva")
    builders.article("Rain", parent=builders.news_index(), slug="rain", contacts=[press])
    page.get_by_role("link", name="Contacts").click()
    page.get_by_role("link", name="Press Office").first.click()

    admin.fill("phone", "12")
    admin.publish()
    assert admin.errors() == ["Enter a valid phone number (e.g. +12125552368)."]
    admin.fill("phone", "+41 22 555 01 99")
    expect(admin.preview().locator("main")).to_contain_text("+41 22 555 01 99")
    admin.publish()
    admin.expect_success("published")

    answer = resolve(page, "/en/news/rain/").json()["page"]
    assert answer["contacts"][0]["phone"] == "+41225550199"
    assert str(Contact.objects.get().phone) == "+41225550199"


def test_what_is_wrong_is_told_where_it_is(admin: Admin) -> None:
    page = admin.page
    index = builders.news_index()
    page.goto(f"/admin/pages/add/news/newspage/{index.pk}/")
    admin.fill("introduction", "Two weeks before the usual date.")
    admin.add_block("body", "Heading")
    admin.fill("body-0-value-text", "What happened")
    admin.field("body-0-value-level").select_option("4")
    admin.add_block("body", "Call to action")
    admin.fill("body-1-value-heading", "Call us")
    admin.field("body-1-value-links-0-value-kind").select_option("phone")
    admin.fill("body-1-value-links-0-value-phone", "12")
    admin.publish()

    expect(page.locator(".messages .error")).to_contain_text("could not be created")
    expect(admin.field("title")).to_have_accessible_description(
        re.compile("This field is required.")
    )
    level = page.locator("[data-contentpath=level] .w-field__errors")
    expect(level).to_have_text(re.compile("Heading 4 comes right after heading 1: use heading 2."))
    phone = page.locator("[data-contentpath=phone] .w-field__errors")
    expect(phone).to_be_visible()
    expect(phone).to_have_text(re.compile("Enter a valid phone number, as"))

    admin.fill("title", "Rain came early")
    admin.field("body-0-value-level").select_option("2")
    admin.fill("body-1-value-links-0-value-phone", "+41 22 555 01 00")
    admin.publish()
    admin.expect_success("published")
    assert NewsPage.objects.get().live


def test_nothing_typed_is_lost(admin: Admin, settings: Any, monkeypatch: Any) -> None:
    """Autosave keeps a draft that is far from complete, and asks no provider about its video."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 500
    monkeypatch.setattr("requests.get", lambda *args, **kwargs: pytest.fail("asked a provider"))
    page = admin.page
    page.goto(f"/admin/pages/add/news/newspage/{builders.news_index().pk}/")
    watching = page.locator("[data-w-unsaved-has-edits-value='false']")
    expect(watching).to_be_attached()  # what is typed faster than this, Wagtail does not notice
    admin.add_block("body", "Video")
    admin.fill("body-0-value-url", "https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    admin.add_block("body", "Quote")
    admin.fill("title", "Rain came early")
    expect(page).to_have_url(re.compile("/edit/$"))
    saved = re.compile("saved")
    indicator = page.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", saved)
    expect(admin.preview().locator(".video")).to_be_visible()
    page.reload()
    expect(admin.field("title")).to_have_value("Rain came early")
    expect(admin.field("body-0-value-url")).to_have_value(re.compile("youtube"))
    assert not NewsPage.objects.get().live


def test_a_link_shows_what_its_kind_asks_for(admin: Admin) -> None:
    page = admin.page
    page.goto(f"/admin/pages/add/home/sectionpage/{builders.home().pk}/")
    group = admin.add_block("link_groups")
    links = group.locator("[data-contentpath=links] [data-streamfield-child]")

    def shown(number: int) -> list[str]:
        fields = (
            links.nth(number).locator(".link-block > [data-contentpath]").locator("visible=true")
        )
        return [str(field.get_attribute("data-contentpath")) for field in fields.all()]

    assert shown(0) == ["kind", "page", "label"]
    for kind in ("url", "email", "phone", "document"):
        links.first.locator("select[name$=kind]").select_option(kind)
        assert shown(0) == ["kind", kind, "label"]
    links.first.locator("select[name$=kind]").select_option("url")
    links.first.locator("[data-streamfield-action=DUPLICATE]").click()
    expect(links).to_have_count(2)
    group.locator("[data-contentpath=links] .c-sf-add-button").last.click()
    expect(links).to_have_count(3)
    assert [shown(number)[1] for number in range(3)] == ["url", "url", "page"]
    links.first.locator("[data-streamfield-action=SETTINGS]").click()
    expect(links.first.locator("select[name$=language]")).to_be_visible()


def test_the_content_checks_see_the_preview(admin: Admin) -> None:
    page = admin.page
    article = builders.article(
        "Rain",
        parent=builders.news_index(),
        body=[("heading", {"text": "Skips", "level": "4", "anchor": ""})],
    )
    page.goto(f"/admin/pages/{article.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    expect(page.get_by_text("Incorrect heading hierarchy")).to_be_visible()
    expect(page.get_by_role("heading", name="Issues found")).to_contain_text("1")


CONTRASTS = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [parse(getComputedStyle(element).color), behind(element)].map(luminance);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) weak.push(`${walker.currentNode.data.trim()}: ${ratio.toFixed(1)}`);
  }
  return weak;
}"""


def test_the_reading_view_reads_well(page: Page) -> None:
    """Wide and narrow: everything in the window, every text dark enough, usable by keyboard."""
    article = rich_article(builders.news_index())
    for width in (1400, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(article.url)
        expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0
        assert page.evaluate(CONTRASTS) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.get_by_text("Who?").click()
    expect(page.get_by_text("All.", exact=True)).to_be_visible()
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).not_to_have_js_property("naturalWidth", 0)


RIGHT_EDGES = """(element) => {
  const text = document.createRange();
  text.selectNodeContents(element);
  return [text, element].map((each) => each.getBoundingClientRect().right);
}"""


def test_the_reading_view_in_arabic(page: Page) -> None:
    english = rich_article(builders.news_index())
    arabic = builders.translated(
        english,
        "ar",
        title="إصلاح الآبار في جميع المناطق",
        slug="إصلاح-الآبار",
        date=datetime.date(2026, 3, 1),
        introduction="أصلحت الفرق ألفاً ومئتين وأربعين بئراً.",
    )
    for width in (1400, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(arabic.url)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        headline = page.get_by_role("heading", level=1)
        expect(headline).to_have_css("direction", "rtl")
        quote = page.locator(".quote")
        expect(quote).to_have_css("border-right-width", "4px")
        expect(quote).to_have_css("border-left-width", "0px")
        text, box = headline.evaluate(RIGHT_EDGES)
        assert abs(text - box) <= 1  # the first line begins at the right edge
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    expect(page.locator(".kind")).to_have_text("بيان صحفي")
    expect(page.locator("a[href^='tel:']").first).to_have_css("direction", "ltr")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("/en/news/wells/$"))
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
