"""What programs change in a translation is taken over, or refused with a reason."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from cms.localization.models import PastText
from tests import builders
from tests.localization.people import with_token
from tests.localization.taking.content import publish, target, translated, words
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(site: Any) -> Translation:
    return translated()


@pytest.fixture
def patch(admin_user: Any) -> Any:
    headers = with_token(admin_user)

    def send(thing: Any, *, publish: bool = False, **fields: Any) -> Any:
        meta = {"type": thing._meta.label, **({"action": "publish"} if publish else {})}
        return Client().patch(
            f"/api/v3-preview/pages/{thing.pk}/",
            {**fields, "meta": meta},
            content_type="application/json",
            headers=headers,
        )

    return send


@pytest.mark.parametrize("at_once", [False, True])
def test_texts_are_taken_over(translation: Any, patch: Any, at_once: bool) -> None:
    answer = patch(target(translation), title="Une rivière", publish=at_once)
    assert answer.status_code == 200, answer.content
    assert words(translation, "title") == ["Une rivière"]
    newest = PastText.objects.filter(context__path="title").latest("id")
    assert (newest.data, newest.how, newest.user.username) == ("Une rivière", "taken", "admin")
    assert publish(translation).title == "Une rivière"
    log = PageLogEntry.objects.filter(action="localization.take_over")
    assert log.get().user.username == "admin"


def test_the_same_word_as_in_the_source_is_a_translation_too(translation: Any, patch: Any) -> None:
    patch(target(translation), title="A river")
    assert words(translation, "title") == ["A river"]


def test_what_cannot_differ_is_refused(translation: Any, patch: Any) -> None:
    answer = patch(target(translation), title="Une rivière", show_in_menus=True, publish=True)
    assert answer.status_code == 422
    assert "Show in menus" in answer.json()["errors"][0]["msg"]
    assert target(translation).title == french("A river")
    assert words(translation, "title") == [french("A river")]


def test_what_was_translated_meanwhile_stays(translation: Any, patch: Any) -> None:
    StringTranslation.objects.filter(context__path="body.quote.text").update(data="De l'eau !")
    before = target(translation)
    assert patch(before, title="Une rivière").status_code == 200
    assert words(translation, "body.quote.text") == ["De l'eau !"]


def test_a_source_that_has_moved_on_is_no_reason_to_refuse(translation: Any, patch: Any) -> None:
    source = translation.source.get_source_instance()
    source.body.append(("heading", {"text": "New"}))
    source.save_revision().publish()
    assert patch(target(translation), title="Une rivière").status_code == 200


def test_revert_is_taken_over(translation: Any, admin_user: Any) -> None:
    first = target(translation).latest_revision_id
    translate(translation, lambda text: french(text) + "!")
    publish(translation)
    answer = Client().post(
        f"/api/v3-preview/pages/{target(translation).pk}/actions/revert/",
        {"revision_id": first},
        content_type="application/json",
        headers=with_token(admin_user),
    )
    assert answer.status_code == 200, answer.content
    assert words(translation, "title") == [french("A river")]
    assert publish(translation).title == french("A river")


def test_a_stopped_translation_is_a_page_of_its_own(translation: Any, patch: Any) -> None:
    Translation.objects.update(enabled=False)
    assert patch(target(translation), title="Une rivière").status_code == 200
    assert words(translation, "title") == [french("A river")]


def test_contacts_too(site: Any, admin_user: Any) -> None:
    translation = submit(builders.contact(role="Desk"))
    translate(translation, french)
    made = publish(translation)
    answer = Client().patch(
        f"/api/v3-preview/snippets/contacts.Contact/{made.pk}/",
        {"role": "Bureau", "meta": {"type": "contacts.Contact"}},
        content_type="application/json",
        headers=with_token(admin_user),
    )
    assert answer.status_code == 200, answer.content
    assert words(translation, "role") == ["Bureau"]
