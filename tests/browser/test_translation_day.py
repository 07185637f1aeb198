"""A page goes from its editor over a translator to a publisher, in a real browser."""

from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests import builders

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
