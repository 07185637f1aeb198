"""Lists, the editor, the report and the API say the same of how a page stands to its source."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from news.models import Topic
from tests import builders
from tests.delivery.conftest import Api
from tests.localization.test_changed_texts import form
from tests.localization.test_staleness import change_text
from tests.localization.test_staleness import publish as publish_in_admin
from tests.localization.translating import french, publish, submit, translate

pytestmark = pytest.mark.django_db

REPORT = "wagtail_localize:translations_report"
CONTACTS = "/admin/snippets/contacts/contact/"


def water(title: str = "Wells") -> Any:
    return builders.content_page(title, body=[("rich_text", "<p>They are deep.</p>")])


def row(client: Client, url: str, title: str) -> list[str]:
    """The cells of the row of something in a list of the admin."""
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    rows = [
        [" ".join(cell.text.split()) for cell in each.select("td")]
        for each in soup.select("table.listing tbody tr")
    ]
    (found,) = [each for each in rows if any(title in cell for cell in each)]
    return found


def explorer(code: str) -> str:
    return reverse("wagtailadmin_explore", args=[builders.home(code).pk])


def report(**filters: str) -> str:
    return reverse(REPORT, query=filters)


class Seen:
    """One translation, everywhere."""

    def __init__(self, client: Client, translation: Translation) -> None:
        self.client, self.translation = client, translation

    @property
    def target(self) -> Any:
        return self.translation.get_target_instance()

    def listed(self) -> str:
        return row(self.client, explorer("fr"), self.target.draft_title)[-2]

    def reported(self) -> str:
        return row(self.client, report(), "French")[3]

    def opened(self) -> bool:
        """Whether the editor says that it is outdated."""
        url = reverse("wagtailadmin_pages:edit", args=[self.target.pk])
        return "the source has changed" in self.client.get(url).content.decode()

    def told(self, api: Api) -> str:
        found = api.get(f"pages/{self.target.pk}/")["meta"]["translation"]
        return str(found["state"])


def test_from_the_request_to_the_second_publication(
    site: Any, admin_client: Client, api: Api
) -> None:
    page = water()
    translation = submit(page)
    seen = Seen(admin_client, translation)
    assert (seen.listed(), seen.reported(), seen.opened()) == (*["0 of 2 translated"] * 2, False)

    first = page.title
    translate(translation, lambda text: french(text) if text == first else "Profonds.")
    StringTranslation.objects.get(data="Profonds.").delete()
    assert (seen.listed(), seen.reported(), seen.opened()) == (*["1 of 2 translated"] * 2, False)

    translate(translation, french)
    publish_in_admin(admin_client, translation)
    assert (seen.listed(), seen.reported()) == ("Translated", "Translated")
    assert (seen.opened(), seen.told(api)) == (False, "translated")

    change_text(page, "deep", "very deep")
    assert (seen.listed(), seen.reported()) == ("Outdated 1 text changed",) * 2
    assert (seen.opened(), seen.told(api)) == (True, "outdated")

    url = reverse("changed_texts", args=[translation.pk])
    sent = form(BeautifulSoup(admin_client.get(url).content, "html.parser"))
    admin_client.post(url, {**sent, "all": "yes"})
    assert (seen.listed(), seen.reported()) == ("Outdated To be published again",) * 2
    assert (seen.opened(), seen.told(api)) == (True, "outdated")

    publish_in_admin(admin_client, translation)
    assert (seen.listed(), seen.reported()) == ("Translated", "Translated")
    assert (seen.opened(), seen.told(api)) == (False, "translated")


def test_originals_and_aliases(site: Any, admin_client: Client) -> None:
    page = water()
    page.copy_for_translation(builders.locale("fr"), alias=True)
    assert row(admin_client, explorer("en"), "Wells")[-2] == "Original"
    assert row(admin_client, explorer("fr"), "Wells")[-2] == "Alias of English"


def test_lists_of_snippets(site: Any, admin_client: Client) -> None:
    contact = builders.contact("Press Office", role="Press")
    translation = submit(contact)
    assert "0 of 2 translated" in row(admin_client, CONTACTS, "French")
    translate(translation, french)
    publish(translation)
    contact.role = "Press and media"
    contact.save_revision().publish()
    assert "Outdated 1 text changed" in row(admin_client, CONTACTS, "French")
    topic = Topic.objects.create(name="Water", locale=builders.locale("en"))
    submit(topic)
    topics = reverse("wagtailsnippets_news_topic:list")
    assert "Original" in row(admin_client, topics, "English")
    assert "0 of 1 translated" in row(admin_client, topics, "French")


def outdated_and_others(number: int) -> None:
    for i in range(number):
        page = water(f"Page {i}")
        translation = submit(page)
        translate(translation, french)
        publish(translation)
        if i % 2:
            change_text(page, "deep", "very deep")


URLS = {
    "report": report,
    "export": lambda: report(export="csv"),
}


@pytest.mark.parametrize("name", URLS)
def test_the_number_of_queries_is_that_of_one(site: Any, admin_client: Client, name: str) -> None:
    def look() -> int:
        url = URLS[name]()
        with CaptureQueriesContext(connection) as queries:
            answer = admin_client.get(url)
            assert b"".join(answer) if answer.streaming else answer.content
        return len(queries)

    outdated_and_others(2)
    look()
    few = look()
    outdated_and_others(6)
    assert look() == few


def test_the_report_begins_with_what_is_outdated_and_filters(
    site: Any, admin_client: Client
) -> None:
    outdated_and_others(2)
    submit(water("A page"), "ar")

    def titles(**filters: str) -> list[str]:
        rows = csv.reader(
            io.StringIO(b"".join(admin_client.get(report(export="csv", **filters))).decode())
        )
        return [each[1] for each in list(rows)[1:]]

    assert titles() == ["Page 1 (English)", "A page (English)", "Page 0 (English)"]
    assert titles(state="outdated") == ["Page 1 (English)"]
    assert titles(state="translated") == ["A page (English)", "Page 0 (English)"]
    assert titles(state="alias") == []
    assert titles(target_locale="ar") == ["A page (English)"]
    assert titles(waiting_for_translation="true") == ["A page (English)"]
    page = admin_client.get(report()).content.decode()
    assert "Up to date" not in page
    assert "Outdated since" in page


def test_exports_have_the_same_columns(site: Any, admin_client: Client) -> None:
    outdated_and_others(2)
    sheet = openpyxl.load_workbook(
        io.BytesIO(b"".join(admin_client.get(report(export="xlsx"))))
    ).active
    heads, first, second = sheet.values
    assert heads == (
        "Type", "Source", "Translation", "State", "Progress",
        "Changed texts", "Missing texts", "Outdated since",
    )  # fmt: skip
    assert first[0] == "Content page"
    assert first[3:7] == ("Outdated", "2 of 2 translated", 1, 0)
    assert first[7] is not None
    assert second[3:] == ("Translated", "2 of 2 translated", 0, 0, None)


def test_what_was_stopped_has_no_progress(site: Any, admin_client: Client) -> None:
    page = water()
    translation = submit(page)
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    assert row(admin_client, report(), "French")[3:5] == ["Translated", ""]


@pytest.mark.parametrize("name", ["explorer", "contacts"])
def test_lists_ask_for_the_translations_of_all_rows_at_once(
    site: Any, admin_client: Client, name: str
) -> None:
    """Other columns and buttons have queries of their own."""
    outdated_and_others(4)
    for number in range(3):
        submit(builders.contact(f"Office {number}"))
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(explorer("fr") if name == "explorer" else CONTACTS)
    asked = [each for each in queries if "localization_translationstate" in each["sql"]]
    counted = [each for each in queries if "localization_changedtext" in each["sql"]]
    assert (len(asked), len(counted)) == (1, 1)
