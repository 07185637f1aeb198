"""What is chosen in a page is translated along, and its translation stands in that of the page."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from cms.contacts.models import Contact
from cms.localization.going_live import publish_finished
from cms.localization.requesting import request_translation
from home.models import SiteSettings
from news.models import NewsPageContact, Topic
from tests import builders
from tests.delivery.conftest import Api
from tests.localization.translating import french, translate, translation_of

pytestmark = pytest.mark.usefixtures("site")


def request_french(thing: Any) -> None:
    request_translation(thing, [builders.locale("fr")], superuser())


def superuser() -> Any:
    users = get_user_model().objects
    return users.filter(username="root").first() or users.create_superuser("root")


def publish_french(thing: Any) -> Any:
    """Translate all of it, and publish that."""
    translation = translation_of(thing)
    translate(translation, french)
    publish_finished(translation, superuser())
    return thing.get_translation(builders.locale("fr"))


def versions(thing: Any) -> dict[str, bool]:
    """Its other languages, and whether they are public."""
    found = thing.get_translations().select_related("locale")
    return {each.locale.language_code: getattr(each, "live", True) for each in found}


def article(contact: Contact, **fields: Any) -> Page:
    """With a contact in a block and in a row."""
    index = builders.news_index()
    builders.translated(index, "fr")
    block = ("contacts", {"heading": "", "contacts": [contact]})
    return builders.article(parent=index, contacts=[contact], body=[block], **fields)


def put_contact(page: Page, contact: Contact) -> None:
    """Publish the page with another contact."""
    page.body = [("contacts", {"heading": "", "contacts": [contact]})]
    page.contacts.set([NewsPageContact(contact=contact, sort_order=0)])
    page.save_revision().publish()


def shown(api: Api, page: Page) -> set[tuple[str, str]]:
    answer = api.page(page)
    contacts = [*answer["contacts"], *answer["body"][0]["value"]["contacts"]]
    return {(each["name"], each["meta"]["locale"]) for each in contacts}


def test_in_rows_and_in_blocks(site: Any) -> None:
    in_block, in_row = builders.contact("Ada"), builders.contact("Bea")
    topic = Topic.objects.create(name="Water", slug="water", locale=builders.locale("en"))
    page = article(in_block, topics=[topic])
    page.contacts.set([NewsPageContact(contact=in_row, sort_order=0)])
    page.save()
    request_french(page)
    assert versions(in_block) == versions(in_row) == {"fr": False}
    assert versions(topic) == {"fr": True}  # which has no drafts


def test_what_is_translated_already_is_left_alone(site: Any) -> None:
    contact = builders.contact("Ada")
    request_french(contact)
    publish_french(contact)
    request_french(article(contact))
    assert versions(contact) == {"fr": True}


def test_what_has_no_version_in_the_pages_language(api: Api) -> None:
    arabic = builders.contact("Office", code="ar")
    page = article(arabic)
    request_french(page)
    assert versions(arabic) == {"fr": False}
    assert shown(api, publish_french(page)) == {("Office", "ar")}


def test_the_translated_page_refers_to_the_translated_contact(site: Any) -> None:
    """So that the French contact's “used by” names it, and its editor shows it."""
    contact = builders.contact("Ada")
    page = article(contact)
    page.contacts.all().delete()
    request_french(page)
    translated = publish_french(page)
    (chosen,) = translated.body[0].value["contacts"]
    assert chosen == contact.get_translation(builders.locale("fr"))
    used_by = ReferenceIndex.get_references_to(chosen).values_list("object_id", flat=True)
    assert str(translated.pk) in used_by


def test_another_person_in_the_source(api: Api) -> None:
    old, new = builders.contact("Ada"), builders.contact("Bea")
    page = article(old)
    request_french(page)
    publish_french(old)
    translated = publish_french(page)
    assert shown(api, translated) == {("Ⓐⓓⓐ", "fr")}

    put_contact(page, new)
    assert versions(new) == {"fr": False}  # submitted along, as a draft
    publish_french(page)
    assert shown(api, translated) == {("Bea", "en")}
    publish_french(new)
    assert shown(api, translated) == {("Ⓑⓔⓐ", "fr")}
    put_contact(page, old)
    publish_french(page)
    assert shown(api, translated) == {("Ⓐⓓⓐ", "fr")}


def test_the_preview_of_a_translation_shows_the_new_person(admin_client: Client) -> None:
    page = article(builders.contact("Ada"))
    request_french(page)
    publish_french(page)
    put_contact(page, builders.contact("Bea"))
    url = reverse("wagtail_localize:preview_translation", args=[translation_of(page).pk])
    preview = admin_client.get(url).content.decode()
    assert "Bea" in preview
    assert "Ada" not in preview


@pytest.mark.parametrize("is_replaced", [True, False])
def test_the_sites_contact(api: Api, is_replaced: bool) -> None:
    old, new = builders.contact("Ada"), builders.contact("Bea")
    settings = SiteSettings(
        site=builders.home().get_site(), locale=builders.locale("en"), default_contact=old
    )
    settings.live = False
    settings.save()
    settings.save_revision().publish()
    request_french(settings)
    publish_french(old)
    publish_french(settings)
    assert api.get("site/", locale="fr")["default_contact"]["name"] == "Ⓐⓓⓐ"

    settings.default_contact = new if is_replaced else None
    settings.save_revision().publish()
    publish_french(settings)
    contact = api.get("site/", locale="fr")["default_contact"]
    if not is_replaced:
        assert contact is None
    else:
        assert (contact["name"], contact["meta"]["locale"]) == ("Bea", "en")
        publish_french(new)
        assert api.get("site/", locale="fr")["default_contact"]["name"] == "Ⓑⓔⓐ"
