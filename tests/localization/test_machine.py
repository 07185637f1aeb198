"""Machine translation: marked as what it is, and no harm done when a provider fails."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from tests import builders
from tests.localization.translating import french, submit

LINK = "<p>See <a href='https://a.example/'>this</a></p>"


@pytest.fixture
def translation(site: Any) -> Translation:
    return submit(builders.content_page("Water", body=[("rich_text", LINK)]))


def use(settings: Any, machine: str) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"tests.localization.machines.{machine}"
    }


def ask(client: Client, translation: Translation) -> str:
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    response = client.post(url, {"next": translation.get_target_instance_edit_url()}, follow=True)
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


def test_results_are_marked(settings: Any, admin_client: Client, translation: Translation) -> None:
    use(settings, "Robot")
    assert "Please read it through" in ask(admin_client, translation)
    made = StringTranslation.objects.get(translation_of__data="Water")
    assert (made.data, made.translation_type, made.tool_name) == (
        french("Water"),
        "machine",
        "Robot",
    )
    assert "nothing left to translate" in ask(admin_client, translation)


@pytest.mark.parametrize("machine", ["Down", "Babbling"])
def test_a_provider_that_fails(
    settings: Any, admin_client: Client, translation: Translation, machine: str
) -> None:
    use(settings, machine)
    assert "Robot did not answer as it should" in ask(admin_client, translation)
    assert not StringTranslation.objects.exists()


def test_a_provider_that_loses_links(
    settings: Any, admin_client: Client, translation: Translation
) -> None:
    use(settings, "Forgetful")
    ask(admin_client, translation)
    made = StringTranslation.objects.get()
    assert "link of the source is missing" in made.get_error()


def test_a_language_that_it_does_not_know(settings: Any, admin_client: Client, site: Any) -> None:
    use(settings, "Robot")
    spanish = submit(builders.content_page("Water"), "es")
    assert "does not translate into this language" in ask(admin_client, spanish)


def test_no_provider(admin_client: Client, translation: Translation) -> None:
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    assert admin_client.post(url).status_code == 404


def test_bringing_a_source_up_to_date_goes_on_without_it(
    settings: Any, admin_client: Client, translation: Translation
) -> None:
    use(settings, "Down")
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    page = translation.source.get_source_instance()
    page.title = "Rivers"
    page.save_revision().publish()
    response = admin_client.post(url, {"use_machine_translation": "on"}, follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    assert "French: Robot did not answer" in said
    segments = translation.source.stringsegment_set
    assert segments.filter(string__data="Rivers").exists()
