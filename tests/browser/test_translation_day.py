"""A page goes from its editor over a translator to a publisher, in a real browser."""

from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests import builders
from tests.localization.translating import submit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TITLES = {
    "French": ("fr", "french-translator", "L’eau pour tous"),
    "Arabic": ("ar", "arabic-translator", "الماء للجميع"),
}


@pytest.fixture
def page(page: Page) -> Page:
    call_command("demo_people", password="secret")
    page.set_default_timeout(30_000)
    return page


def log_in(page: Page, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Content")).to_be_visible()


def translate(page: Page, source: str, text: str) -> None:
    page.locator("li.incomplete").filter(has_text=source).get_by_role("button").click()
    page.locator("li textarea").fill(text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("li.complete").filter(has_text=text)).to_contain_text(
        "Translated manually"
    )


def read(page: Page, path: str) -> Any:
    return page.request.get(f"/api/delivery/v1/resolve/?html_path={path}")


@pytest.mark.parametrize("language", TITLES)
def test_from_the_request_to_the_published_page(page: Page, language: str) -> None:
    code, translator, title = TITLES[language]
    source = builders.content_page("Water for all", body=[], slug="water")

    log_in(page, "editor")
    page.goto(f"/admin/pages/{source.pk}/edit/")
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Translate this page").click()
    page.get_by_label(language).check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".messages .success")).to_contain_text("Water for all")
    target = source.get_translation(builders.locale(code))
    page.goto(f"/admin/pages/{target.pk}/edit/")
    expect(page.locator(".messages")).to_contain_text("you do not have permission")

    log_in(page, translator)
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Translations", exact=True).click()
    page.get_by_role("link", name=f"Water for all ({language})").click()
    page.locator("li.incomplete").get_by_role("button").first.click()
    direction = "rtl" if code == "ar" else "ltr"
    expect(page.locator("li textarea")).to_have_css("direction", direction)
    page.get_by_role("button", name="Cancel").click()
    translate(page, "Water for all", title)
    expect(page.get_by_role("button", name=f"Publish in {language}")).to_have_count(0)

    log_in(page, "publisher")
    page.goto(f"/admin/pages/{target.pk}/edit/")
    page.get_by_role("button", name=f"Publish in {language}").click()
    expect(page.locator(".messages .success")).to_contain_text(title)
    target.refresh_from_db()
    found = read(page, f"/{code}/{target.slug}/")
    assert found.status == 200
    assert found.json()["page"]["title"] == title


def test_from_moderation_to_a_date(page: Page) -> None:
    """A translator submits, a reviewer asks for changes and then approves, a publisher plans."""
    source = builders.content_page("Water for all", body=[], slug="water")
    translation = submit(source)
    target = translation.get_target_instance()
    edit = f"/admin/pages/{target.pk}/edit/"

    log_in(page, "french-translator")
    page.goto(edit)
    translate(page, "Water for all", "De l’eau pour tous")
    page.goto(edit)  # so that the buttons know of it
    page.get_by_role("button", name="Submit for moderation").click()
    expect(page.locator(".messages .success")).to_contain_text("Submitted")

    log_in(page, "reviewer")
    page.goto(edit)
    page.get_by_label("Comment").fill("Call it as the office does.")
    page.get_by_role("button", name="Request changes").click()
    expect(page.locator(".messages .success")).to_contain_text("Changes are asked for")

    log_in(page, "french-translator")
    page.goto(edit)
    expect(page.get_by_role("region", name="Moderation")).to_contain_text(
        "Call it as the office does."
    )
    page.locator("li.complete").filter(has_text="De l’eau").get_by_role("button").click()
    page.locator("li textarea").fill("L’eau pour tous")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("li.complete").filter(has_text="L’eau pour tous")).to_be_visible()
    page.get_by_role("button", name="Submit for moderation").click()
    expect(page.locator(".messages .success")).to_contain_text("Submitted")

    log_in(page, "reviewer")
    page.goto(edit)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("Approved")
    assert read(page, f"/fr/{target.slug}/").status == 404  # until the last step

    log_in(page, "publisher")
    page.goto(edit)
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("Approved")
    target.refresh_from_db()
    assert read(page, f"/fr/{target.slug}/").json()["page"]["title"] == "L’eau pour tous"

    page.goto(edit)
    page.locator(".translation-panel summary").click()
    page.get_by_label("Goes live").fill("2099-01-01 08:00")
    page.get_by_label("Goes live").blur()
    page.get_by_role("button", name="Publish as scheduled").click()
    expect(page.locator(".messages .success")).to_contain_text("at the time that you set")
