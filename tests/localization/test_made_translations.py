"""What a request makes: drafts, the pages above included, and nothing that was there before."""

from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.contacts.models import Contact
from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.translating import french, publish, translate, translation_of

pytestmark = pytest.mark.usefixtures("site")


def request(client: Client, page: Page, *codes: str, **fields: str) -> Any:
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    locales = [builders.locale(code).pk for code in codes or ("fr",)]
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(url, {"locales": locales, "next": "/admin/", **fields}, follow=True)
    assert response.status_code == 200
    return response


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def in_french(thing: Any) -> Any:
    return thing.get_translation(builders.locale("fr"))


def test_the_pages_above_are_drafts_too(admin_client: Client) -> None:
    section = builders.section("Water")
    deep = builders.content_page("Wells", parent=builders.section("Rivers", parent=section))
    request(admin_client, deep, "fr", "ar")
    for code in ("fr", "ar"):
        made = deep.get_translation(builders.locale(code))
        above = made.get_ancestors().filter(depth__gt=2)
        assert [page.title for page in above] == ["Water", "Rivers"]
        assert not any(page.live or page.alias_of_id for page in [*above, made])
    assert builders.home("fr").live
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_above_that_one_does_not_see(site: Any) -> None:
    hidden = builders.section("Secret", live=False)
    page = builders.content_page("Wells", parent=hidden)
    client = logged_in(member(group("French", rights={"fr": "request"})))
    assert "“Secret” has to be translated first" in said(request(client, page))
    assert not page.has_translation(builders.locale("fr"))
    assert not hidden.has_translation(builders.locale("fr"))


def test_what_is_chosen_is_translated_along_once(admin_client: Client) -> None:
    contact = builders.contact("Press Office", role="Press")
    body = [("contacts", {"heading": "", "contacts": [contact]})]
    request(admin_client, builders.content_page("One", body=body))
    translate(translation_of(contact), french)
    published = publish(translation_of(contact))
    assert (published.live, published.name) == (True, french("Press Office"))
    published.role = "Edited by hand"
    published.save_revision().publish()

    request(admin_client, builders.content_page("Two", body=body))
    untouched = Contact.objects.get(pk=published.pk)
    assert (untouched.live, untouched.role) == (True, "Edited by hand")


def test_what_is_chosen_later_is_translated_with_the_next_update(admin_client: Client) -> None:
    old, new = builders.contact("Press Office"), builders.contact("Water Desk")
    page = builders.content_page(body=[("contacts", {"heading": "", "contacts": [old]})])
    request(admin_client, page)
    page.body[0].value["contacts"][0] = new
    page.save_revision().publish()
    url = reverse("wagtail_localize:update_translations", args=[translation_of(page).source_id])
    assert admin_client.post(url, {"next": "/admin/"}).status_code == 302
    assert not in_french(new).live
    translate(translation_of(page), french)
    assert publish(translation_of(page)).body[0].value["contacts"][0] == in_french(new)


def test_a_subtree_leaves_what_is_translated(admin_client: Client) -> None:
    section = builders.section("Water")
    done, new = (builders.content_page(each, parent=section) for each in ("Done", "New"))
    request(admin_client, done)
    translate(translation_of(done), french)
    publish(translation_of(done))
    hand = in_french(done).specific
    hand.introduction = "By hand"
    revision = hand.save_revision()

    request(admin_client, section, "ar")  # not yet in French: nothing happens there
    in_french(section).specific.save_revision().publish()
    arabic = section.get_translation(builders.locale("ar"))
    request(admin_client, section, "es", include_subtree="on")
    assert new.has_translation(builders.locale("es"))
    assert arabic.get_children().count() == 0
    assert in_french(done).latest_revision_id == revision.pk
    assert StringTranslation.objects.filter(locale=builders.locale("fr")).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def damage(page: Any) -> None:
    table = {"type": "table", "value": {"columns": [{"type": "text"}], "rows": 1}, "id": "1"}
    page.body = [table]
    type(page).objects.filter(pk=page.pk).update(body=page.body)


def test_a_source_that_was_damaged_since(admin_client: Client) -> None:
    page = builders.content_page("Wells")
    request(admin_client, page)
    damage(page)
    url = reverse("wagtail_localize:update_translations", args=[translation_of(page).source_id])
    response = admin_client.post(url, {"next": "/admin/"})
    assert "The texts of “Wells” could not be read" in said(response)


def test_a_page_that_fails_is_named_and_the_others_go_on(
    admin_client: Client,
) -> None:
    section = builders.section("Water")
    bad = builders.content_page("Bad", parent=section)
    below = builders.content_page("Below", parent=bad)
    good = builders.content_page("Good", parent=section)
    damage(bad)

    response = request(admin_client, section, include_subtree="on")
    assert "“Bad” could not be translated" in said(response)
    assert good.has_translation(builders.locale("fr"))
    assert not bad.has_translation(builders.locale("fr"))
    assert not below.has_translation(builders.locale("fr"))
    assert "“Bad” could not be translated" in said(request(admin_client, bad))
