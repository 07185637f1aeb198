"""A translation that lost a link, or does not fit, is kept and reported, but never published."""

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation

from tests import builders
from tests.localization.translating import publish, submit, translate

pytestmark = pytest.mark.usefixtures("site")

LINKS = (
    '<p>See <a href="https://a.example/">this</a> and <a href="https://b.example/">that</a>.</p>'
)
SOURCE = 'See <a id="a1">this</a> and <a id="a2">that</a>.'


@pytest.mark.parametrize(
    ("translated", "reported"),
    [
        (SOURCE, ""),
        ('<a id="a2">Cela</a>, <a id="a1">ceci</a>', ""),  # another order of words
        ('Voir <a id="a1">ceci</a> et cela.', 'missing: <a id="a2">.'),
        (f'{SOURCE} <a id="a3">Plus</a>', "a3"),
        (f'{SOURCE} <a id="a1">Plus</a>', 'does not have this link: <a id="a1">.'),
        (f"{SOURCE} <script>x</script>", "tag is not allowed"),
        ('Voir <a href="https://c.example/">ceci</a>', "attributes"),
        (" ", "empty"),
        ("<b> </b>", "empty"),
        ("\u200b&nbsp;\u2066", "empty"),
    ],
)
def test_links_and_markup(translated: str, reported: str) -> None:
    page = builders.content_page(body=[("rich_text", LINKS)])
    translation = submit(page)
    translate(translation, lambda text: translated if text == SOURCE else text)
    kept = StringTranslation.objects.get(translation_of__data=SOURCE)
    assert kept.data == translated
    assert kept.has_error is bool(reported)
    assert reported in (kept.get_error() or "")
    shown = publish(translation).body[0].value.source
    assert shown.count("<a href=") == 2
    if reported:
        assert shown == LINKS


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (("quote", {"text": "Water", "role": "Office"}), "Office"),
        (("call_to_action", {"heading": "Take part", "links": []}), "Take part"),
    ],
)
def test_a_text_that_does_not_fit(body: Any, field: str) -> None:
    translation = submit(builders.content_page(body=[body]))
    translate(translation, lambda text: "é" * 161 if text == field else text)
    kept = StringTranslation.objects.get(translation_of__data=field)
    assert "161 characters; there is room for 1" in kept.get_error()


def test_a_title_of_one_space() -> None:
    translation = submit(builders.content_page("Water"))
    translate(translation, lambda text: " " if text == "Water" else text)
    assert publish(translation).title == "Water"
    total, done = translation.get_progress()
    assert total - done == 2  # the title, and the slug


def test_a_mistake_that_was_put_right() -> None:
    translation = submit(builders.content_page("Water"))
    translate(translation, lambda text: " ")
    translate(translation, lambda text: "Eau")
    assert not StringTranslation.objects.filter(has_error=True).exists()
    assert publish(translation).title == "Eau"
