"""Reports and look-ups of translation show what one may see."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.operations import translate_object

from tests import builders
from tests.localization.people import group, logged_in, member

pytestmark = pytest.mark.django_db

REPORTS = ("translations_report", "translations_report_results")


@pytest.fixture(autouse=True)
def translations(site: Any) -> None:
    french, arabic = builders.locale("fr"), builders.locale("ar")
    translate_object(builders.content_page("Wells"), [french, arabic])
    translate_object(builders.contact("Press Office"), [french])


def shown(client: Client, name: str) -> str:
    return str(client.get(reverse(f"wagtail_localize:{name}")).content.decode())


@pytest.mark.parametrize("name", REPORTS)
def test_translations_of_pages_that_the_explorer_shows(name: str) -> None:
    text = shown(logged_in(member(group("French", at=builders.home("fr")))), name)
    assert "Wells (French)" in " ".join(text.split())
    assert "Arabic)" not in text
    assert "Press Office" not in text


@pytest.mark.parametrize("name", REPORTS)
def test_translations_of_snippets_that_one_may_list(name: str) -> None:
    may = ("contacts.change_contact",)
    text = shown(logged_in(member(group("Contacts", pages=(), may=may))), name)
    assert "Press Office" in text
    assert "Wells" not in text


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_to_those_who_see_nothing(name: str) -> None:
    text = shown(logged_in(member(group("Nobody", pages=()))), name)
    assert "Wells" not in text
    assert "Press Office" not in text


@pytest.mark.parametrize("name", REPORTS)
def test_everything_to_administrators(name: str, admin_client: Client) -> None:
    text = shown(admin_client, name)
    assert "Wells" in text
    assert "Press Office" in text


def test_titles_of_snippets_to_those_who_may_list_them() -> None:
    contact = builders.contact("Secret Office", live=False)
    urls = [
        reverse("wagtail_localize:snippets_api_listing", args=["contacts", "contact"]),
        reverse("wagtail_localize:snippets_api_detail", args=["contacts", "contact", contact.pk]),
    ]
    outsider = logged_in(member(group("Writers")))
    insider = logged_in(member(group("Contacts", pages=(), may=("contacts.change_contact",))))
    for url in urls:
        assert outsider.get(url).status_code == 403
        assert "Secret Office" in insider.get(url).content.decode()
    assert insider.get(urls[0].replace("contact/", "no-such/")).status_code == 404


def test_the_editor_names_no_translation_that_one_does_not_see() -> None:
    page = Page.objects.get(title="Wells", locale=builders.locale("fr"))
    arabic = page.get_translation(builders.locale("ar")).specific
    arabic.title = arabic.draft_title = "Secret"
    arabic.save()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    french = logged_in(member(group("French", at=builders.home("fr"))))
    shown = french.get(edit).content.decode()
    assert "Wells" in shown
    assert "Secret" not in shown
    assert "Secret" in logged_in(member(group("All"))).get(edit).content.decode()
