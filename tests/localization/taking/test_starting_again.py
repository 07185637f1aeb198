"""A translation that was stopped and edited by hand starts again with what was written."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from home.models import ContentPage
from news.models import Topic
from tests import builders
from tests.localization.taking.content import body_of, publish, target, translated, words
from tests.localization.translating import french, submit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(site: Any) -> Translation:
    return translated()


def url_of(translation: Translation) -> str:
    return reverse("wagtailadmin_pages:edit", args=[target(translation).pk])


def stop(client: Any, translation: Translation) -> None:
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    assert not translation.enabled


def edit_by_hand(translation: Translation, **fields: Any) -> Any:
    page = target(translation).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def start(client: Any, translation: Translation, **data: str) -> Any:
    answer = client.post(url_of(translation), {"localize-restart-translation": "yes", **data})
    translation.refresh_from_db()
    return answer


def test_what_was_written_becomes_the_translation(translation: Any, admin_client: Any) -> None:
    stop(admin_client, translation)
    body = body_of(target(translation))
    body[1]["value"]["text"] = "De l'eau !"
    edit_by_hand(translation, title="Une rivière", body=body)
    answer = start(admin_client, translation)
    assert (answer.status_code, translation.enabled) == (302, True)
    assert words(translation, "title") == ["Une rivière"]
    made = publish(translation)
    assert (made.title, body_of(made)) == ("Une rivière", body)
    actions = PageLogEntry.objects.filter(action__startswith="localization")
    assert list(actions.order_by("id").values_list("action", "user__username")) == [
        ("localization.stop", "admin"),
        ("localization.restart", "admin"),
        ("localization.take_over", "admin"),
    ]


def as_draftail_saves(text: str) -> str:
    """Each paragraph gets a key, if a script or an import had written it without one."""
    features = ContentPage._meta.get_field("body").stream_block.child_blocks["rich_text"].features
    draftail = ContentstateConverter(features)
    saved: str = draftail.to_database_format(draftail.from_database_format(text))
    assert "data-block-key" in saved
    return saved


def test_the_editor_changes_nothing_by_itself(translation: Any, admin_client: Any) -> None:
    stop(admin_client, translation)
    body = body_of(target(translation))
    body[0]["value"] = as_draftail_saves(body[0]["value"])
    edit_by_hand(translation, title="Une rivière", body=body)
    answer = start(admin_client, translation)
    assert (answer.status_code, translation.enabled) == (302, True)
    assert words(translation, "title") == ["Une rivière"]
    assert not PageLogEntry.objects.get(action="localization.take_over").data


def test_what_would_be_lost_is_shown_first(translation: Any, admin_client: Any) -> None:
    stop(admin_client, translation)
    body = body_of(target(translation))
    body.pop(1)
    edit_by_hand(translation, title="Une rivière", body=body)
    shown = start(admin_client, translation)
    assert shown.status_code == 200
    assert "“Body / Quote” is missing in this language." in shown.content.decode()
    assert "Une rivière" in shown.content.decode()
    assert not translation.enabled
    assert words(translation, "title") == [french("A river")]
    assert body_of(target(translation).get_latest_revision_as_object()) == body
    assert start(admin_client, translation, agreed="yes").status_code == 302
    assert translation.enabled
    assert words(translation, "title") == ["Une rivière"]


def test_nothing_changes_where_nobody_wrote(translation: Any, admin_client: Any) -> None:
    before = list(StringTranslation.objects.order_by("pk").values())
    stop(admin_client, translation)
    assert start(admin_client, translation).status_code == 302
    assert list(StringTranslation.objects.order_by("pk").values()) == before


def test_what_was_translated_and_not_saved_is_there_to_edit(
    translation: Any, admin_client: Any
) -> None:
    translate(translation, lambda text: french(text) + "!")
    stop(admin_client, translation)
    page = target(translation)
    assert page.get_latest_revision_as_object().title == french("A river") + "!"
    assert page.title == french("A river")
    assert start(admin_client, translation).status_code == 302
    assert words(translation, "title") == [french("A river") + "!"]


def test_a_topic_too(site: Any, admin_client: Any) -> None:
    topic = Topic.objects.create(name="Rivers", slug="rivers", locale=builders.locale("en"))
    translation = submit(topic)
    made = target(translation)
    stop(admin_client, translation)
    Topic.objects.filter(pk=made.pk).update(name="Rivières")
    url = reverse(made.snippet_viewset.get_url_name("edit"), args=[made.pk])
    answer = admin_client.post(url, {"localize-restart-translation": "yes"})
    assert answer.status_code == 302, [str(each) for each in answer.context_data["lost"]]
    assert words(translation, "name") == ["Rivières"]
