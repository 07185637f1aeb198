"""An editor looks up what the public has seen, and who was told."""

import pytest
from playwright.sync_api import Page, expect

from cms.edge.models import Purge
from cms.events import log
from tests import builders
from tests.browser.admin import Admin

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_from_the_report_to_a_page_and_to_who_was_told(page: Page) -> None:
    admin = Admin(page)
    admin.log_in()
    section = builders.section("Water")
    section.title, section.slug = "Rivers", "rivers"
    section.save_revision().publish()
    builders.translated(section, "fr", title="Fleuves", slug="fleuves")
    builders.contact("Press Office")
    number = log.newest()
    Purge.objects.create(
        service="https://cache.example.org",
        first_change=number - 5,
        last_change=number,
        tags=["page:1"],
    )

    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Recent public changes").click()
    expect(page.get_by_role("heading", name="Recent public changes")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Rivers")
    expect(row).to_contain_text("moved")
    row.get_by_role("link", name="Rivers").click()

    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Who was told").click()
    expect(page.get_by_role("heading", name="Public changes of this page")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="/en/rivers/")).to_contain_text("/en/water/")
    expect(page.get_by_role("link", name="https://cache.example.org")).to_be_visible()
