"""French follows English while an editor types, moves and deletes, in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from tests import builders
from tests.browser.admin import Admin

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def admin(page: Page) -> Admin:
    page.set_default_timeout(30_000)
    admin = Admin(page)
    admin.log_in()
    return admin


def path_of(page: Page, path: str) -> Any:
    answer = page.request.get(f"/api/delivery/v1/resolve/?html_path={path}").json()
    return answer.get("location") or answer.get("page", {}).get("title")


def test_a_language_follows_another(admin: Admin, settings: Any) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 300
    page = admin.page
    french = builders.locale("fr")
    page.goto(f"/admin/locales/edit/{french.pk}/")
    page.get_by_role("button", name="Enable").click()
    page.locator("select[name$=sync_from]").select_option(label="English")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages .success")).to_be_visible()

    page.goto(f"/admin/pages/add/home/sectionpage/{builders.home().pk}/")
    expect(page.locator("[data-w-unsaved-has-edits-value='false']")).to_be_attached()
    admin.field("title").press_sequentially("Wat", delay=80)
    expect(page).to_have_url(re.compile("/edit/$"))  # kept while it is typed
    alias = WagtailPage.objects.get(locale=french, depth=3)
    assert (alias.slug, alias.live) == ("wat", False)
    admin.field("title").press_sequentially("er for all", delay=80)
    admin.field("title").blur()
    indicator = page.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", re.compile("saved"))
    admin.publish()
    admin.expect_success("published")
    assert path_of(page, "/fr/water-for-all/") == "Water for all"

    section = builders.section("Ground")
    water = alias.alias_of
    page.goto(f"/admin/pages/{water.pk}/move/{section.pk}/confirm/")
    expect(page.locator(".messages")).to_contain_text("versions in French will move along")
    page.get_by_role("button", name="Yes, move this page").click()
    admin.expect_success("moved")
    assert path_of(page, "/fr/water-for-all/") == "/fr/ground/water-for-all/"

    page.goto(f"/admin/pages/{section.pk}/delete/")
    expect(page.locator(".messages")).to_contain_text("the aliases in French")
    page.get_by_role("button", name="Yes, delete it").click()
    admin.expect_success("deleted")
    assert path_of(page, "/fr/ground/") is None
    assert not WagtailPage.objects.filter(depth__gt=2).exists()
