"""A translated page has the slug that its translator typed."""

from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.localization.exchange.outgoing import po_file
from tests import builders
from tests.delivery.conftest import Api
from tests.localization.translating import submit, translate, translation_of

pytestmark = pytest.mark.usefixtures("site")


def type_slug(translation: Translation, text: str) -> StringTranslation:
    segment = translation.source.stringsegment_set.get(context__path="slug")
    typed, _created = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": text, "translation_type": "manual"},
    )
    return typed


def press_publish(client: Client, translation: Translation) -> Any:
    client.post(translation.get_target_instance_edit_url(), {"action": "publish"})
    return translation.get_target_instance()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("مياه-نظيفة", "مياه-نظيفة"),
        ("المياه النظيفة", "المياه-النظيفة"),
        ("Clean Water", "clean-water"),
    ],
)
def test_in_any_script(typed: str, slug: str, admin_client: Client, api: Api) -> None:
    translation = submit(builders.content_page("Water"), "ar")
    translate(translation, lambda text: "ماء")
    type_slug(translation, typed)
    page = press_publish(admin_client, translation)
    assert (page.live, page.slug) == (True, slug)
    assert api.page(page)["meta"]["html_path"] == f"/ar/{quote(slug)}/"


def test_one_that_is_taken_is_refused_before_it_is_published(admin_client: Client) -> None:
    builders.content_page("Eau", slug="eau", parent=builders.home("fr"))
    translation = submit(builders.content_page("Water"))
    assert "Another page beside this one" in type_slug(translation, "Eau").get_error()
    assert type_slug(translation, "eaux").get_error() is None
    assert type_slug(translation, "***").get_error() == "A slug needs letters or digits."


@pytest.mark.parametrize("typed", ["..", " ", "x" * 256])
def test_one_that_cannot_be_is_not_in_the_draft_either(typed: str, admin_client: Client) -> None:
    translation = submit(builders.content_page("Water"))
    translate(translation, lambda text: "Eau")
    type_slug(translation, "eau")
    save = {"action": "save"}
    admin_client.post(translation.get_target_instance_edit_url(), save)
    type_slug(translation, typed)
    answer = admin_client.post(translation.get_target_instance_edit_url(), save, follow=True)
    assert "Saved as a draft" in said(answer)
    page = translation.get_target_instance()
    assert page.slug == page.get_latest_revision_as_object().slug == "eau"
    assert not press_publish(admin_client, translation).live


def test_one_of_its_own_is_no_collision(admin_client: Client) -> None:
    translation = submit(builders.content_page("Water"))
    translate(translation, lambda text: "Eau")
    type_slug(translation, "eau")
    for _time in range(2):
        assert press_publish(admin_client, translation).slug == "eau"
    assert type_slug(translation, "eau").get_error() is None


def test_of_a_source_in_any_script(admin_client: Client, api: Api) -> None:
    water = builders.section("مياه", slug="مياه-نظيفة", parent=builders.home("ar"))
    url = reverse("wagtail_localize:submit_page_translation", args=[water.pk])
    builders.content_page("École", slug="école", parent=water)
    locales = [str(builders.locale(code).pk) for code in ("en", "fr")]
    admin_client.post(url, {"locales": locales, "include_subtree": "on"})
    for code in ("en", "fr"):
        made = Page.objects.get(slug="مياه-نظيفة", locale=builders.locale(code))
        assert made.get_latest_revision_as_object().slug == "مياه-نظيفة"
        assert made.get_children().get().slug == "école"
    translation = translation_of(water, "en")
    translate(translation, lambda text: "Water")
    assert press_publish(admin_client, translation).slug == "مياه-نظيفة"
    press_publish(admin_client, translation)
    page = Page.objects.get(slug="مياه-نظيفة", locale=builders.locale("en"))
    assert api.page(page)["meta"]["html_path"] == f"/en/{quote('مياه-نظيفة')}/"


def test_one_that_is_taken_is_named_when_a_page_is_requested(admin_client: Client) -> None:
    builders.content_page("Eau", slug="water", parent=builders.home("fr"))
    page = builders.content_page("Water")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = admin_client.post(url, {"locales": [str(builders.locale("fr").pk)]}, follow=True)
    assert "has the slug “water-1” in French" in said(answer)


def test_one_taken_meanwhile_keeps_a_page_from_being_published(admin_client: Client) -> None:
    translation = submit(builders.content_page("Water"))
    translate(translation, lambda text: "Eau")
    type_slug(translation, "eau")
    press_publish(admin_client, translation)
    type_slug(translation, "eaux")
    builders.content_page("Eaux", slug="eaux", parent=builders.home("fr"))
    answer = admin_client.post(
        translation.get_target_instance_edit_url(), {"action": "publish"}, follow=True
    )
    assert "Slug “eaux”: Another page beside this one has this slug." in said(answer)
    assert translation.get_target_instance().slug == "eau"
    Page.objects.get(slug="eaux").delete()
    assert press_publish(admin_client, translation).slug == "eaux"


def test_one_that_is_taken_is_named_before_a_file_is_taken_over(admin_client: Client) -> None:
    builders.content_page("Eau", slug="eau", parent=builders.home("fr"))
    translation = submit(builders.content_page("Water"))
    file = po_file(translation)
    slug = next(entry for entry in file if entry.msgctxt == "slug")
    slug.msgstr = "Eau"
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    upload = SimpleUploadedFile("fr.po", str(file).encode())
    answer = admin_client.post(url, {"file": upload, "next": "/admin/"})
    assert "Another page beside this one has this slug." in answer.content.decode()
    assert not StringTranslation.objects.filter(data="Eau").exists()


def test_one_that_an_alias_has_of_its_own_is_that_of_its_translation(
    admin_client: Client,
) -> None:
    page = builders.content_page("Water")
    alias = page.copy_for_translation(builders.locale("fr"), alias=True)
    alias.slug = "eau"
    alias.save()
    translation = submit_in_admin(admin_client, page)
    assert translation.get_target_instance().slug == "eau"
    translate(translation, lambda text: "Eau")
    assert press_publish(admin_client, translation).slug == "eau"


def submit_in_admin(client: Client, page: Page) -> Translation:
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    client.post(url, {"locales": [str(builders.locale("fr").pk)]})
    return translation_of(page)


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])
