"""What somebody made by hand in another language can be translated text by text from then on."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from tests import builders
from tests.delivery.conftest import Api
from tests.localization.people import group, logged_in, member
from tests.localization.taking.content import words
from tests.localization.translating import translation_of

pytestmark = pytest.mark.usefixtures("site")


def submit_url(page: Page) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def submit(client: Client, page: Page, code: str = "fr") -> str:
    answer = client.post(submit_url(page), {"locales": [builders.locale(code).pk]}, follow=True)
    assert answer.status_code == 200
    return " ".join(str(message) for message in answer.context["messages"])


def change(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def homes(site: Any) -> list[Any]:
    """As a new site has them: one in each language, and the French one written by hand."""
    change(builders.home(), title="Welcome", introduction="All about water.")
    change(builders.home("fr"), title="Bienvenue", introduction="Tout sur l’eau.")
    return [builders.home(), builders.home("fr")]


def test_a_home_page(homes: list[Any], admin_client: Client, api: Api) -> None:
    english, french = homes
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert submit_url(english) in edit.content.decode()
    assert "successfully submitted" in submit(admin_client, english)
    translation = translation_of(english)
    assert translation.enabled
    assert words(translation, "title") == ["Bienvenue"]
    assert words(translation, "introduction") == ["Tout sur l’eau."]
    admin_client.post(translation.get_target_instance_edit_url(), {"action": "publish"})
    after = builders.home("fr")
    assert (after.title, after.slug, after.live) == ("Bienvenue", french.slug, True)

    change(builders.home(), title="Welcome to all")
    assert api.page(after)["meta"]["translation"]["state"] == "outdated"


def test_what_would_be_lost_is_shown_first(homes: list[Any], admin_client: Client) -> None:
    english, french = homes
    change(french, body=[("quote", {"text": "Seulement ici"})])
    assert "is in French already, and has parts of its own" in submit(admin_client, english)
    assert not translation_of(english).enabled
    edit = reverse("wagtailadmin_pages:edit", args=[french.pk])
    assert "Start Synced translation" in admin_client.get(edit).content.decode()
    shown = admin_client.post(edit, {"localize-restart-translation": "1"})
    assert "is in this language alone" in shown.content.decode()


def test_it_takes_the_right_to_write_there(homes: list[Any]) -> None:
    english, _french = homes
    requesters = group("Requesters", rights={"fr": "request"})
    client = logged_in(member(requesters))
    assert "no further language" in client.get(submit_url(english), follow=True).content.decode()
    submit(client, english)
    assert not Translation.objects.exists()
    both = logged_in(member(group("Both", rights={"fr": "request translate"})))
    soup = BeautifulSoup(both.get(submit_url(english)).content, "html.parser")
    assert len(soup.select("[name=locales]")) == 1


def test_what_is_the_source_of_another_is_not_turned_round(
    homes: list[Any], admin_client: Client
) -> None:
    english, french = homes
    submit(admin_client, french, "en")
    submit(admin_client, english, "fr")
    assert Translation.objects.get().source.locale == french.locale
