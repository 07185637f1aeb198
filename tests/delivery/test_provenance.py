"""`meta.translation`: where the words of a page come from, and whether they are still true."""

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation, Translation

from cms.localization.going_live import publish_translation
from tests import builders
from tests.delivery.conftest import Api
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site: Any) -> Any:
    return builders.content_page("Wells", body=[("rich_text", "<p>They are deep.</p>")])


def of(api: Api, page: Any, **parameters: Any) -> dict[str, Any]:
    return api.get(f"pages/{page.pk}/", **parameters)["meta"]["translation"]


def in_french(page: Any, *, machine: bool = False) -> Translation:
    translation = submit(page)
    translate(translation, french)
    if machine:
        first = StringTranslation.objects.filter(locale=translation.target_locale).first()
        StringTranslation.objects.filter(pk=first.pk).update(translation_type="machine")
    publish_translation(translation, None)
    return translation


def test_what_was_written_in_its_language(api: Api, page: Any) -> None:
    assert of(api, page) == {
        "state": "original",
        "source_locale": "en",
        "progress": 1.0,
        "machine": False,
        "outdated_since": None,
    }


def test_what_was_translated(api: Api, page: Any) -> None:
    target = in_french(page).get_target_instance()
    assert of(api, target) == {
        "state": "translated",
        "source_locale": "en",
        "progress": 1.0,
        "machine": False,
        "outdated_since": None,
    }
    assert of(api, page)["state"] == "original"


def test_what_a_machine_translated(api: Api, page: Any) -> None:
    assert of(api, in_french(page, machine=True).get_target_instance())["machine"] is True


def test_what_was_published_half_translated(api: Api, page: Any) -> None:
    translation = submit(page)
    translate(translation, french)
    StringTranslation.objects.get(translation_of__data="They are deep.").delete()
    publish_translation(translation, None)
    assert of(api, translation.get_target_instance())["progress"] == 0.5


def test_it_is_outdated_as_soon_as_its_source_is_published(api: Api, page: Any) -> None:
    target = in_french(page).get_target_instance()
    assert of(api, target)["state"] == "translated"
    page.title = "Deep wells"
    page.save_revision().publish()
    told = of(api, target)
    assert told["state"] == "outdated"
    assert told["outdated_since"].endswith("Z")
    assert of(api, page)["state"] == "original"


def test_translating_what_is_new_ends_that_with_the_publication(api: Api, page: Any) -> None:
    translation = in_french(page)
    page.title = "Deep wells"
    page.save_revision().publish()
    translate(translation, french)
    target = translation.get_target_instance()
    assert of(api, target)["state"] == "outdated"
    publish_translation(translation, None)
    assert of(api, target)["state"] == "translated"


def test_an_alias(api: Api, page: Any) -> None:
    alias = page.copy_for_translation(builders.locale("es"), copy_parents=True, alias=True)
    told = of(api, alias)
    assert (told["state"], told["source_locale"], told["progress"]) == ("alias", "en", 0.0)


def test_what_stands_in_for_another_language(api: Api, page: Any) -> None:
    assert of(api, page, locale="es", fallback="en")["state"] == "fallback"
    assert of(api, page, locale="en", fallback="es")["state"] == "original"
    (listed,) = api.get("pages/", locale="es", fallback="en", slug="wells")["items"]
    assert listed["meta"]["translation"]["state"] == "fallback"


def test_what_was_translated_by_hand(api: Api, page: Any) -> None:
    by_hand = builders.translated(page, "fr", title="Puits")
    told = of(api, by_hand)
    assert (told["state"], told["source_locale"]) == ("translated", "en")
    assert of(api, page)["state"] == "original"


def test_a_translation_of_a_translation(api: Api, page: Any) -> None:
    target = in_french(page).get_target_instance()
    submitted = submit(target, "ar")
    translate(submitted, french)
    publish_translation(submitted, None)
    told = of(api, submitted.get_target_instance())
    assert (told["state"], told["source_locale"]) == ("translated", "fr")
    assert of(api, target)["source_locale"] == "en"


def test_lists_and_resolve_say_the_same(api: Api, page: Any) -> None:
    target = in_french(page).get_target_instance()
    page.title = "Deep wells"
    page.save_revision().publish()
    (listed,) = api.get("pages/", locale="fr", translation_of=page.pk)["items"]
    found = api.get("resolve/", html_path=listed["meta"]["html_path"])["page"]
    assert listed["meta"]["translation"] == found["meta"]["translation"] == of(api, target)
    assert listed["meta"]["translation"]["state"] == "outdated"
