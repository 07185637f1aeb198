"""A translated page has the slug that its translator typed."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation, Translation

from tests import builders
from tests.delivery.conftest import Api
from tests.localization.translating import submit, translate

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


def test_one_of_its_own_is_no_collision(admin_client: Client) -> None:
    translation = submit(builders.content_page("Water"))
    translate(translation, lambda text: "Eau")
    type_slug(translation, "eau")
    for _time in range(2):
        assert press_publish(admin_client, translation).slug == "eau"
    assert type_slug(translation, "eau").get_error() is None
