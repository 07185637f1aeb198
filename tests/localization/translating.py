"""Translates pages for tests, by the steps of the admin's views."""

import re
from collections.abc import Callable
from typing import Any

from django.test import TestCase
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.localization.going_live import publish_translation
from cms.localization.requesting import Requester
from tests.builders import locale

TEXT = re.compile(r">([^<>]+)<")


def submit(thing: Any, code: str = "fr") -> Translation:
    """Submit a page or snippet for translation into one language."""
    Requester(None, [locale(code)]).create_translations(thing)
    return translation_of(thing, code)


def translation_of(thing: Any, code: str = "fr") -> Translation:
    return Translation.objects.get(
        source__object_id=thing.translation_key, target_locale=locale(code)
    )


def texts(thing: Any) -> list[str]:
    """What a translator is offered for a thing, in order."""
    source = TranslationSource.objects.get_for_instance(thing)
    segments = source.stringsegment_set.order_by("order").select_related("string")
    return [segment.string.data for segment in segments]


def translate(translation: Translation, change: Callable[[str], str]) -> None:
    """Translate each segment by a function of its text; slugs stay."""
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    for segment in segments.select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": change(segment.string.data), "translation_type": "manual"},
        )


def translate_all(change: Callable[[str], str], code: str = "fr") -> None:
    """What was submitted into a language, with the words of its pictures."""
    for translation in Translation.objects.filter(target_locale=locale(code)):
        translate(translation, change)


def publish(translation: Translation) -> Any:
    """Publish a translation with what is translated; the page or snippet that it became."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish_translation(translation, None)
    return translation.get_target_instance()


def french(text: str) -> str:
    """A pseudo-translation that leaves the markup whole: `A <b>river</b>` -> `Ⓐ <b>Ⓡⓘⓥⓔⓡ</b>`."""
    return re.sub(r"[^<>]+(?![^<]*>)", lambda found: _circled(found[0]), text)


def _circled(text: str) -> str:
    parts = re.split(r"(&#?\w+;)", text)
    return "".join(part if part.startswith("&") else part.translate(_CIRCLES) for part in parts)


_CIRCLES = {
    **{ord("a") + i: ord("ⓐ") + i for i in range(26)},
    **{ord("A") + i: ord("Ⓐ") + i for i in range(26)},
}
