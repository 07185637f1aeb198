"""The page on which translators see what has changed in the source, and confirm their texts."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.localization.models import TranslationState
from cms.localization.progress import progress_of
from tests import builders
from tests.localization.test_staleness import change_text, edit
from tests.localization.translating import french, publish, submit, translate

pytestmark = pytest.mark.django_db

OLD, NEW = "The well is <b>deep</b>.", "The well is <b>very deep</b>."


@pytest.fixture
def page(site: Any) -> Any:
    body = [("rich_text", f"<p>{OLD}</p><p>It is old.</p>")]
    return builders.content_page("Wells", body=body)


def published(page: Any, code: str = "fr") -> Translation:
    translation = submit(page, code)
    translate(translation, french)
    publish(translation)
    return translation


@pytest.fixture
def translation(page: Any) -> Translation:
    translation = published(page)
    change_text(page, "deep", "very deep")
    return translation


def url(translation: Translation) -> str:
    return reverse("changed_texts", args=[translation.pk])


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def shown(client: Client, translation: Translation) -> BeautifulSoup:
    return soup(client.get(url(translation)))


def form(page: BeautifulSoup) -> dict[str, str]:
    boxes = page.select("textarea[name^=text-]")
    hidden = page.select("input[name^=seen-]")
    return {
        **{str(each["name"]): each.text.removeprefix("\n") for each in boxes},
        **{str(each["name"]): str(each["value"]) for each in hidden},
    }


def box(sent: dict[str, str], text: str = "ⓓⓔⓔⓟ") -> str:
    """The id of the text whose translation has these words."""
    return next(
        name.removeprefix("text-")
        for name, value in sent.items()
        if name.startswith("text-") and text in value
    )


def now(translation: Translation, text: str = NEW) -> str:
    found = StringTranslation.objects.get(
        translation_of__data=text, locale=translation.target_locale
    )
    return str(found.data)


def changed(translation: Translation) -> int:
    return progress_of([translation])[translation.pk].changed


def test_shows_both_sources_and_the_old_translation(
    translation: Translation, admin_client: Client
) -> None:
    page = shown(admin_client, translation)
    (section,) = page.select("section")
    assert "Body" in section.select("h2")[0].text
    (words,) = section.select("p[id^=source-]")
    assert (words["lang"], words["dir"]) == ("en", "ltr")
    assert "".join(each.text for each in words.select("ins")) == "[new: very ]"
    for hidden in words.select(".w-sr-only"):
        hidden.decompose()
    assert words.text == NEW
    (text,) = section.select("textarea")
    assert text.text.strip() == french(OLD)
    assert (text["lang"], text["dir"]) == ("fr", "ltr")


def test_arabic_is_written_from_right_to_left(page: Any, admin_client: Client) -> None:
    translation = published(page, "ar")
    change_text(page, "deep", "very deep")
    (text,) = shown(admin_client, translation).select("textarea")
    assert (text["lang"], text["dir"]) == ("ar", "rtl")


def test_saying_that_it_is_still_right(translation: Translation, admin_client: Client) -> None:
    sent = form(shown(admin_client, translation))
    answer = admin_client.post(url(translation), {**sent, "one": box(sent)}, follow=True)
    assert "1 translation is confirmed." in answer.content.decode()
    assert "No translation has to be confirmed." in answer.content.decode()
    assert (changed(translation), now(translation)) == (0, french(OLD))
    assert TranslationState.objects.get(translation=translation).outdated_since is not None


def test_saving_another_text(translation: Translation, admin_client: Client) -> None:
    sent = form(shown(admin_client, translation))
    key = box(sent)
    sent[f"text-{key}"] = "Le puits est <b>profond</b>."
    admin_client.post(url(translation), {**sent, "one": key})
    assert (changed(translation), now(translation)) == (0, "Le puits est <b>profond</b>.")


def test_confirming_all_at_once(page: Any, translation: Translation, admin_client: Client) -> None:
    change_text(page, "It is old.", "It is very old.")
    assert changed(translation) == 2
    admin_client.post(url(translation), {**form(shown(admin_client, translation)), "all": "yes"})
    assert changed(translation) == 0


def test_what_is_written_in_another_box_is_not_lost(
    page: Any, translation: Translation, admin_client: Client
) -> None:
    change_text(page, "It is old.", "It is very old.")
    sent = form(shown(admin_client, translation))
    other = box(sent, "ⓞⓛⓓ")
    sent[f"text-{other}"] = "Il est vieux."
    answer = admin_client.post(url(translation), {**sent, "one": box(sent)})
    assert changed(translation) == 1
    after = form(soup(answer))
    assert after[f"text-{other}"] == "Il est vieux."
    admin_client.post(url(translation), {**after, "one": other})
    assert now(translation, "It is very old.") == "Il est vieux."


def test_a_mistake_is_shown_beside_the_text_and_not_taken(
    page: Any, translation: Translation, admin_client: Client
) -> None:
    sent = form(shown(admin_client, translation))
    key = box(sent)
    sent[f"text-{key}"] = '<a id="a1">Le puits</a>'
    answer = admin_client.post(url(translation), {**sent, "one": key})
    assert "The source does not have this link" in answer.content.decode()
    assert form(soup(answer))[f"text-{key}"] == '<a id="a1">Le puits</a>'
    assert (changed(translation), now(translation)) == (1, french(OLD))


def test_an_old_translation_that_no_longer_fits_is_shown_with_its_mistake(
    page: Any, translation: Translation, admin_client: Client
) -> None:
    change_text(page, "It is old.", "It is <a href='https://example.org/'>old</a>.")
    page_shown = shown(admin_client, translation)
    assert "A link of the source is missing" in page_shown.text
    admin_client.post(url(translation), {**form(page_shown), "all": "yes"})
    assert "A link of the source is missing" in shown(admin_client, translation).text
    assert changed(translation) == 0  # of those that readers could see


def test_what_somebody_else_has_saved_is_not_overwritten(
    translation: Translation, admin_client: Client
) -> None:
    mine = form(shown(admin_client, translation))
    key = box(mine)
    admin_client.post(url(translation), {**mine, f"text-{key}": "Le puits.", "one": key})
    mine[f"text-{key}"] = "Un puits."
    answer = admin_client.post(url(translation), {**mine, "one": key})
    assert now(translation) == "Le puits."
    assert "Somebody has saved this meanwhile: “Le puits.”" in answer.content.decode()
    again = form(soup(answer))
    assert again[f"text-{key}"] == "Un puits."
    admin_client.post(url(translation), {**again, "one": key})
    assert now(translation) == "Un puits."


def test_nor_is_anything_confirmed_of_a_source_that_has_changed_again(
    page: Any, translation: Translation, admin_client: Client
) -> None:
    sent = form(shown(admin_client, translation))
    key = box(sent)
    sent[f"text-{key}"] = "Le puits."
    change_text(page, "very deep", "dry")
    answer = admin_client.post(url(translation), {**sent, "one": key})
    assert changed(translation) == 1
    assert now(translation, "The well is <b>dry</b>.") == french(OLD)
    assert "Le puits." in answer.content.decode()
    assert re.search("changed again|not have this text any more", answer.content.decode())


def test_a_text_that_is_gone_is_given_back(
    page: Any, translation: Translation, admin_client: Client
) -> None:
    sent = form(shown(admin_client, translation))
    key = box(sent)
    edit(page, body=[])
    answer = admin_client.post(url(translation), {**sent, f"text-{key}": "Le puits.", "one": key})
    assert "The source does not have this text any more" in answer.content.decode()
    assert "Le puits." in answer.content.decode()


def test_names_what_else_has_changed(
    page: Any, translation: Translation, admin_client: Client
) -> None:
    edit(page, image=builders.picture())
    change_text(
        page, "<p>It is old.</p>", "<p>It is old.</p><p>It has a roof.</p><p>It has a door.</p>"
    )
    text = " ".join(shown(admin_client, translation).text.split())
    assert "Also changed in the source: Image" in text
    assert "2 texts are not translated yet." in text
    state = TranslationState.objects.get(translation=translation)
    state.changed_fields = ["*"]
    state.save()
    assert "could not be found out" in shown(admin_client, translation).text


def test_who_is_locked_out_reads_it_and_keeps_his_words(
    translation: Translation, admin_client: Client, django_user_model: Any
) -> None:
    other = django_user_model.objects.create_superuser("other")
    client = Client()
    client.force_login(other)
    sent = form(shown(client, translation))
    target = translation.get_target_instance()
    Page.objects.filter(pk=target.pk).update(
        locked=True, locked_by=django_user_model.objects.exclude(pk=other.pk).first()
    )
    key = box(sent)
    answer = client.post(url(translation), {**sent, f"text-{key}": "Le puits.", "one": key})
    assert answer.status_code == 403
    assert form(soup(answer))[f"text-{key}"] == "Le puits."
    assert not soup(answer).select("button[name=one]")
    assert now(translation) == french(OLD)


def test_the_editor_leads_there(translation: Translation, admin_client: Client) -> None:
    edit_url = reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])
    text = admin_client.get(edit_url).content.decode()
    assert "1 text changed" in text
    assert url(translation) in text


def test_asks_no_more_of_the_database_for_more_texts(
    page: Any, translation: Translation, admin_client: Client
) -> None:
    admin_client.get(url(translation))
    with CaptureQueriesContext(connection) as one:
        admin_client.get(url(translation))
    paragraphs = "".join(f"<p>Sentence {i}.</p>" for i in range(20))
    edit(page, body=[("rich_text", paragraphs)])
    translate(translation, french)
    change_text(page, "Sentence", "The sentence")
    assert changed(translation) == 20
    with CaptureQueriesContext(connection) as twenty:
        admin_client.get(url(translation))
    assert len(twenty) == len(one)
