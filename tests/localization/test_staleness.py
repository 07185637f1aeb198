"""A published source makes its translations outdated, and keeps what was translated."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)

from cms.contacts.models import Contact
from cms.localization.going_live import changed_texts
from cms.localization.models import ChangedText, TranslationState
from cms.localization.progress import progress_of
from news.models import Topic
from tests import builders
from tests.localization.translating import french, submit, translate, translation_of

pytestmark = pytest.mark.django_db

TEXT = "<p>The well is <b>deep</b>.</p><p>It is old.</p>"


@pytest.fixture
def editor(admin_user: Any) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.fixture
def page(site: Any) -> Any:
    return builders.content_page(
        "Wells",
        body=[
            ("heading", {"text": "A well", "level": "h2", "anchor": ""}),
            ("rich_text", TEXT),
            ("quote", {"text": "We dig.", "attribution": "Water office", "role": ""}),
        ],
    )


@pytest.fixture
def translated(page: Any, editor: Client) -> Translation:
    """Into French, and published."""
    translation = submit(page)
    translate(translation, french)
    publish(editor, translation)
    assert translation.get_target_instance().live
    return translation


def publish(client: Client, translation: Translation, **answers: str) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    return client.post(url, {"action": "publish", **answers})


def edit(page: Any, **fields: Any) -> Any:
    """Change the source and publish it."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def change_text(page: Any, old: str, new: str) -> Any:
    """Change words in the source's body, in the blocks that there are, and publish it."""
    page = type(page).objects.get(pk=page.pk)
    field = page._meta.get_field("body")
    page.body = field.to_python(field.value_to_string(page).replace(old, new))
    page.save_revision().publish()
    return page


def state(translation: Translation) -> TranslationState:
    return TranslationState.objects.get(translation=translation)


def texts(translation: Translation) -> dict[str, str | None]:
    segments = StringSegment.objects.filter(source=translation.source_id)
    found = segments.annotate_translation(translation.target_locale)
    return dict(found.values_list("string__data", "translation"))


def changed(translation: Translation) -> dict[str, str]:
    """Texts to be confirmed, and what was translated."""
    marks = ChangedText.objects.filter(
        translation__locale=translation.target_locale,
        translation__translation_of__in=changed_texts(translation).values("string"),
    )
    return dict(marks.values_list("translation__translation_of__data", "translated_from"))


def test_what_is_published_is_up_to_date(translated: Translation) -> None:
    assert state(translated).outdated_since is None
    assert (state(translated).translated, state(translated).texts) == (6, 6)


def test_publishing_the_source_makes_its_translation_outdated(
    page: Page, translated: Translation
) -> None:
    change_text(page, "deep", "very deep")
    assert state(translated).outdated_since is not None
    assert state(translated).changed_fields == ["body"]
    progress = progress_of([translated])[translated.pk]
    assert (progress.texts, progress.translated, progress.changed) == (6, 6, 1)


def test_the_old_translation_and_the_old_source_stay(page: Page, translated: Translation) -> None:
    change_text(page, "deep", "very deep")
    new = "The well is <b>very deep</b>."
    assert texts(translated)[new] == french("The well is <b>deep</b>.")
    assert changed(translated) == {new: "The well is <b>deep</b>."}


def test_after_several_changes_the_source_that_was_translated_is_remembered(
    page: Page, translated: Translation
) -> None:
    change_text(page, "deep", "very deep")
    since = state(translated).outdated_since
    change_text(page, "very deep", "bottomless")
    assert changed(translated) == {"The well is <b>bottomless</b>.": "The well is <b>deep</b>."}
    assert state(translated).outdated_since == since


def test_taking_a_change_back_leaves_nothing_to_confirm(
    page: Page, translated: Translation, editor: Client
) -> None:
    change_text(page, "deep", "very deep")
    change_text(page, "very deep", "deep")
    assert progress_of([translated])[translated.pk].is_finished
    publish(editor, translated)
    assert state(translated).outdated_since is None


def test_a_sentence_that_is_new_is_missing(page: Page, translated: Translation) -> None:
    change_text(page, "<p>It is old.</p>", "<p>It is near the school.</p><p>It is old.</p>")
    assert texts(translated)["It is near the school."] is None
    assert texts(translated)["It is old."] == french("It is old.")
    assert changed(translated) == {}


def test_what_stands_elsewhere_in_another_block_is_not_taken_for_it(
    page: Page, translated: Translation
) -> None:
    fresh = edit(page, body=[("heading", {"text": "Pumps", "level": "h2", "anchor": ""})])
    assert fresh.title == "Wells"
    assert texts(translated)["Pumps"] is None


def test_a_block_that_was_made_anew_keeps_the_translation_of_its_words(
    page: Page, translated: Translation
) -> None:
    edit(page, body=[("rich_text", TEXT), ("rich_text", "<p>Other words, altogether.</p>")])
    assert texts(translated)["It is old."] == french("It is old.")
    assert changed(translated) == {}


def test_publishing_the_source_without_a_change_changes_nothing(
    page: Page, translated: Translation
) -> None:
    edit(page)
    assert state(translated).outdated_since is None


def test_what_has_no_text_counts_as_well(page: Page, translated: Translation) -> None:
    edit(page, image=builders.picture())
    assert state(translated).outdated_since is not None
    assert "image" in state(translated).changed_fields


def test_a_draft_of_the_source_changes_nothing(page: Page, translated: Translation) -> None:
    page.title = "Deep wells"
    page.save_revision()
    assert state(translated).outdated_since is None
    assert "Deep wells" not in texts(translated)


def test_a_translation_that_nobody_began_is_not_outdated(page: Page) -> None:
    translation = submit(page)
    change_text(page, "deep", "very deep")
    assert not TranslationState.objects.filter(translation=translation).exists()
    assert "The well is <b>very deep</b>." in texts(translation)


def test_a_draft_that_somebody_began_is(page: Page) -> None:
    translation = submit(page)
    translate(translation, french)
    change_text(page, "deep", "very deep")
    assert state(translation).outdated_since is not None


def test_until_somebody_confirms_it_publishing_asks(
    page: Page, translated: Translation, editor: Client
) -> None:
    change_text(page, "deep", "very deep")
    asked = publish(editor, translated)
    assert asked.status_code == 200
    assert "The well is &lt;b&gt;very deep&lt;/b&gt;." in asked.content.decode()
    assert state(translated).outdated_since is not None


def test_published_with_an_old_text_by_choice_it_stays_outdated(
    page: Page, translated: Translation, editor: Client
) -> None:
    change_text(page, "deep", "very deep")
    publish(editor, translated, untranslated="accepted")
    assert french("deep") in str(translated.get_target_instance().body)
    assert state(translated).outdated_since is not None


def test_confirmed_as_it_was_and_published_it_is_up_to_date(
    page: Page, translated: Translation, editor: Client
) -> None:
    change_text(page, "deep", "very deep")
    segment = StringSegment.objects.get(
        source=translated.source_id, string__data="The well is <b>very deep</b>."
    )
    url = reverse("wagtail_localize:edit_string_translation", args=[translated.pk, segment.pk])
    old = french("The well is <b>deep</b>.")
    assert editor.put(url, {"value": old}, content_type="application/json").status_code == 200
    assert changed(translated) == {}
    assert state(translated).outdated_since is not None  # readers still have the old one
    publish(editor, translated)
    assert state(translated).outdated_since is None
    assert state(translated).changed_fields == []


def test_an_older_version_that_goes_live_later_stays_outdated(
    page: Page, translated: Translation
) -> None:
    revision = translated.get_target_instance().save_revision()
    edit(page, image=builders.picture())
    revision.publish()
    assert state(translated).outdated_since is not None


def test_a_lost_link_is_noticed_in_an_old_translation(page: Page, translated: Translation) -> None:
    change_text(page, "It is old.", "It is <a href='https://example.org/'>old</a>.")
    kept = StringTranslation.objects.get(
        translation_of__data="It is <a id='a1'>old</a>.".replace("'", '"')
    )
    assert kept.has_error
    assert kept.data == french("It is old.")
    assert "link" in kept.field_error


def test_a_changed_cell_of_a_table_keeps_its_translation(site: Any, editor: Client) -> None:
    def table(cell: str) -> list[Any]:
        columns = [{"type": "text", "heading": "Place"}]
        rows = [{"values": [value]} for value in ("North", cell, "South")]
        value = {"columns": columns, "rows": rows, "caption": ""}
        block = builders.ContentPage._meta.get_field("body").stream_block.child_blocks["table"]
        return [("table", block.to_python({**block.get_prep_value(block.get_default()), **value}))]

    page = builders.content_page("Wells", body=table("The east bank"))
    translation = submit(page)
    translate(translation, french)
    page = change_text(page, "The east bank", "The west bank")
    assert texts(translation)["The west bank"] == french("The east bank")
    assert changed(translation) == {"The west bank": "The east bank"}


def test_snippets_are_sources_too(site: Any) -> None:
    contact = builders.contact("Press Office", role="Press")
    translation = submit(contact)
    translate(translation, french)
    contact.role = "Press and media"
    contact.save_revision().publish()
    assert state(translation).outdated_since is not None
    assert changed(translation) == {"Press and media": "Press"}


def test_also_without_drafts(site: Any) -> None:
    topic = Topic.objects.create(name="Water", locale=builders.locale("en"))
    translation = submit(topic)
    translate(translation, french)
    translation.save_target()
    assert state(translation).outdated_since is None
    topic.name = "Fresh water"
    topic.save()
    assert state(translation).outdated_since is not None


def test_a_newly_chosen_contact_is_submitted_along(page: Page, translated: Translation) -> None:
    contact = builders.contact("Water office")
    fresh = type(page).objects.get(pk=page.pk)
    fresh.body.append(("contacts", {"heading": "", "contacts": [contact]}))
    fresh.save_revision().publish()
    assert translation_of(contact).enabled
    made = Contact.objects.get(
        translation_key=contact.translation_key, locale=builders.locale("fr")
    )
    assert not made.live


def test_a_source_that_cannot_be_read_is_published_all_the_same(
    page: Page, translated: Translation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any) -> None:
        raise KeyError("a block")

    monkeypatch.setattr(TranslationContext, "get_field_path", fails)
    fresh = type(page).objects.get(pk=page.pk)
    fresh.body.append(("rich_text", "<p>New.</p>"))
    fresh.save_revision().publish()
    assert "New." in str(type(page).objects.get(pk=page.pk).body)
    assert state(translated).outdated_since is not None
