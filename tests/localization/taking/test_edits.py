"""What an edit changes becomes translations, or the edit is refused with a reason."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.actions import action_registry
from wagtail_localize.models import Translation

from tests import builders
from tests.localization.taking.content import body_of, publish, target, translated, words
from tests.localization.translating import french, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(site: Any) -> Translation:
    return translated()


def edit(translation: Translation, *, publish: bool = False, **fields: Any) -> Any:
    """As a program does by Wagtail's actions, from the draft that there is."""
    page = target(translation).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    action = action_registry.get_action_class(type(page), "edit")
    return action(page, publish=publish).execute()


def test_texts_of_blocks_come_back_as_they_were_written(translation: Any) -> None:
    body = body_of(target(translation))
    body[0]["value"] = (
        '<p>Une <b>rivière</b></p><p><a href="https://example.org/fr">La liste</a>, voyez</p>'
    )
    body[1]["value"]["text"] = "De l'eau & du pain"
    body[3]["value"]["rows"][0]["values"] = ["Nord", "beaucoup"]
    edit(translation, body=body)
    wanted = body_of(target(translation).get_latest_revision_as_object())
    assert words(translation, "body.text") == [
        "Une <b>rivière</b>",
        '<a id="a1">La liste</a>, voyez',
    ]
    assert body_of(publish(translation)) == wanted
    assert wanted[0]["value"] == body[0]["value"]


def test_what_is_not_translated_stays_so(site: Any) -> None:
    translation = submit(builders.content_page("A river", introduction="In short."))
    edit(translation, introduction="En bref.")
    assert words(translation, "title") == [None]
    assert words(translation, "introduction") == ["En bref."]


def test_another_image_is_taken_over(translation: Any) -> None:
    other, body = builders.picture("Soir"), body_of(target(translation))
    body[2]["value"]["image"] = other.pk
    edit(translation, body=body)
    assert publish(translation).body[2].value["image"] == other
    body[2]["value"]["image"] = translation.source.get_source_instance().body[2].value["image"].pk
    edit(translation, body=body)
    assert not translation.target_locale.overrides.exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda body: body.pop(1), "“Body / Quote” is missing in this language."),
        (
            lambda body: body.append({"type": "heading", "value": {"text": "Neuf"}}),
            "“Body / Heading” is in this language alone.",
        ),
        (lambda body: body.insert(0, body.pop()), "“Body”: the parts stand in another order"),
        (
            lambda body: body[2]["value"].update(decorative=True),
            "Body / Image / Decorative",
        ),
        (
            lambda body: body[1]["value"].update(attribution=""),
            "“Body / Quote / Said by”: the text",
        ),
        (
            lambda body: body[0].update(value="<p>Un</p><p>deux</p><p>trois</p>"),
            "“Body / Text”: the text does not fit its source.",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(translation: Any, change: Any, reason: str) -> None:
    before = target(translation)
    body = body_of(before)
    change(body)
    with pytest.raises(ValidationError, match=reason):
        edit(translation, title="Une rivière", body=body, publish=True)
    assert words(translation, "title") == [french("A river")]
    after = target(translation)
    assert (after.title, body_of(after)) == (before.title, body_of(before))
    assert after.latest_revision_id == before.latest_revision_id
