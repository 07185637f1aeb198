"""Contacts in the admin: drafts, history, preview, search, usage, copies."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.contacts.models import Contact
from tests import builders
from tests.editing import PUBLISH, form_errors

pytestmark = pytest.mark.usefixtures("site")


def url(view: str, contact: Contact | None = None) -> str:
    return reverse(
        f"wagtailsnippets_contacts_contact:{view}", args=[contact.pk] if contact else []
    )


def form(**fields: Any) -> dict[str, Any]:
    return {
        "name": "Press Office",
        "role": "",
        "office": "Geneva",
        "email": "press@example.org",
        "phone": "+41 22 555 01 00",
        "languages": ["en", "zh"],
        "image": "",
        **fields,
    }


def test_is_published(admin_client: Client) -> None:
    assert admin_client.post(url("add"), form() | PUBLISH).status_code == 302
    contact = Contact.objects.get()
    assert contact.live
    answer = admin_client.get(reverse("delivery:contact", args=[contact.pk])).json()
    assert (answer["phone"], answer["languages"]) == ("+41225550100", ["en", "zh"])


@pytest.mark.parametrize("number", ["123", "022 555 01 00", "+41 22 555"])
def test_a_wrong_phone_number(admin_client: Client, number: str) -> None:
    response = admin_client.post(url("add"), form(phone=number) | PUBLISH)
    (message,) = form_errors(response)["phone"]
    assert message.startswith("Enter a valid phone number")
    assert list(form_errors(response)) == ["phone"]


def test_can_be_reached_once_published(admin_client: Client) -> None:
    unreachable = form(email="", phone="")
    response = admin_client.post(url("add"), unreachable | PUBLISH)
    assert form_errors(response) == {"email": ["Give an e-mail address or a phone number."]}
    assert admin_client.post(url("add"), unreachable).status_code == 302
    assert not Contact.objects.get().live


def test_only_what_is_wrong_is_told(admin_client: Client) -> None:
    response = admin_client.post(url("add"), form(email="", phone="12") | PUBLISH)
    assert list(form_errors(response)) == ["phone"]


@pytest.mark.parametrize("codes", [["xx"], ["en", "klingon"]])
def test_a_language_that_nobody_offers(admin_client: Client, codes: list[str]) -> None:
    response = admin_client.post(url("add"), form(languages=codes) | PUBLISH)
    assert list(form_errors(response)) == ["languages"]


def test_languages_have_names(admin_client: Client) -> None:
    html = admin_client.get(url("add")).content.decode()
    assert "Languages spoken" in html
    assert "Chinese" in html
    assert "Swahili" in html


def test_a_draft_of_a_live_contact_stays_inside(admin_client: Client) -> None:
    contact = builders.contact()
    assert admin_client.post(url("edit", contact), form(phone="+41225550199")).status_code == 302
    contact.refresh_from_db()
    assert (str(contact.phone), contact.has_unpublished_changes) == ("+41225550100", True)
    assert admin_client.get(url("history", contact)).status_code == 200
    first, last = contact.revisions.order_by("pk").values_list("pk", flat=True)
    compare = reverse(
        "wagtailsnippets_contacts_contact:revisions_compare", args=[contact.pk, first, last]
    )
    html = admin_client.get(compare).content.decode()
    assert "41225550199" in html
    assert "English, Chinese" in html


def test_the_preview_shows_what_is_not_saved(admin_client: Client) -> None:
    contact = builders.contact()
    panel = url("preview_on_edit", contact)
    answer = admin_client.post(panel, form(name="Somebody else", languages=["zh"])).json()
    assert answer["is_valid"]
    response = admin_client.get(panel)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    html = response.content.decode()
    assert "Somebody else" in html
    assert "+41 22 555 01 00" in html
    assert "Chinese" in html


def test_the_preview_of_a_new_one(admin_client: Client) -> None:
    panel = url("preview_on_add")
    assert admin_client.post(panel, form(email="", phone="")).json()["is_valid"]
    assert "Press Office" in admin_client.get(panel).content.decode()


def test_is_found(admin_client: Client) -> None:
    builders.contact("Amina Diallo", office="Dakar")
    builders.contact("Press Office", office="Geneva")
    for words in ("dakar", "ami"):
        html = admin_client.get(url("list"), {"q": words}).content.decode()
        assert "Amina Diallo" in html
        assert "Press Office" not in html


def test_says_where_it_is_used(admin_client: Client, site: Site) -> None:
    contact = builders.contact()
    builders.article("A new well", parent=builders.news_index(), contacts=[contact])
    section = builders.section(
        body=[("contacts", {"heading": "", "contacts": [contact]})], title="Press room"
    )
    assert section.live
    html = admin_client.get(url("usage", contact)).content.decode()
    assert "A new well" in html
    assert "Press room" in html


def test_is_copied(admin_client: Client) -> None:
    contact = builders.contact()
    soup = BeautifulSoup(admin_client.get(url("copy", contact)).content, "html.parser")
    name = soup.select_one("[name=name]")
    assert name is not None
    assert name["value"] == "Press Office"
    (target,) = {each["action"] for each in soup.select("form[action]") if name in each.find_all()}
    assert admin_client.post(target, form(name="Copy") | PUBLISH).status_code == 302
    keys = Contact.objects.values_list("translation_key", flat=True)
    assert len(set(keys)) == 2
