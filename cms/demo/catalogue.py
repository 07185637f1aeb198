"""Translations as gettext catalogues: one file for each language, one entry for each text."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

import polib
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.localization.models import ChangedText

FOLDER = Path(__file__).parent / "translations"
_SAME_EVERYWHERE = re.compile(r"\+?[\d ]+")  # years, counts below a thousand, phone numbers


def catalogue_path(language: str) -> Path:
    return FOLDER / f"{language}.po"


class Catalogue:
    """The translations into one language, by the text that wagtail-localize extracts."""

    def __init__(self, entries: Iterable[polib.POEntry]) -> None:
        self._entries = {each.msgid: each.msgstr for each in entries if not each.obsolete}

    @classmethod
    def read(cls, language: str) -> "Catalogue":
        path = catalogue_path(language)
        return cls(polib.pofile(str(path)) if path.exists() else [])

    def get(self, text: str) -> str | None:
        """The translation of a text, if there is one that can be used."""
        if is_same_everywhere(text):
            return text
        translation = self._entries.get(text)
        return translation if translation and not problem(text, translation) else None

    def problems(self) -> dict[str, str]:
        """What is wrong with the translations that cannot be used, by their source text."""
        found = {text: problem(text, other) for text, other in self._entries.items() if other}
        return {text: what for text, what in found.items() if what}


def is_same_everywhere(text: str) -> bool:
    """Whether a text needs no translator: digits alone."""
    return bool(_SAME_EVERYWHERE.fullmatch(text))


def problem(text: str, translation: str) -> str:
    """Why wagtail-localize would refuse a translation, or what it lost; empty if it is fine."""
    try:
        StringValue.from_translated_html(translation)
        validate_translation_links(text, translation)
    except ValueError as error:
        return str(error)
    lost = set(re.findall(r"<[^>]+>", text)) ^ set(re.findall(r"<[^>]+>", translation))
    return f"tags differ: {' '.join(sorted(lost))}" if lost else ""


def write_catalogue(language: str, places: dict[str, list[str]]) -> tuple[int, int]:
    """Write all texts (each with the places where it stands), keeping what is translated.

    Translations of texts that are gone stay at the end of the file, marked as obsolete. Returns
    the numbers of texts and of those without a translation.
    """
    path = catalogue_path(language)
    known = {each.msgid: each for each in polib.pofile(str(path))} if path.exists() else {}
    file = polib.POFile(wrapwidth=90)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text, where in places.items():
        old = known.pop(text, None)
        entry = polib.POEntry(msgid=text, msgstr=old.msgstr if old else "")
        entry.comment = "\n".join(where[:3])
        file.append(entry)
    for old in known.values():
        if old.msgstr:
            file.append(polib.POEntry(msgid=old.msgid, msgstr=old.msgstr, obsolete=True))
    file.save(str(path))
    return len(places), sum(not entry.msgstr for entry in file if not entry.obsolete)


def texts_to_translate(language: str, things: Mapping[UUID, str]) -> dict[str, list[str]]:
    """Each text of these things in the order of reading, with the places where it stands.

    The things are named by their translation keys, each with a word for the translator. Those
    that have no translation into the language, the deliberate gaps, stay out.
    """
    places: dict[str, list[str]] = {}
    for key, name in things.items():
        segments = (
            StringSegment.objects.filter(
                source__object_id=key,
                source__translations__target_locale__language_code=language,
            )
            .exclude(context__path="slug")
            .select_related("string", "context")
            .order_by("order")
        )
        translated_from = _before_they_changed(key, language)
        for segment in segments:
            text = translated_from.get(
                (segment.string_id, segment.context_id), segment.string.data
            )
            if not is_same_everywhere(text):
                place = f"{name}: {segment.context.field_path}"
                where = places.setdefault(text, [])
                if place not in where:
                    where.append(place)
    return places


def _before_they_changed(key: UUID, language: str) -> dict[tuple[int, int], str]:
    """The texts that are out of date on purpose, as they were translated."""
    changed = ChangedText.objects.filter(
        translation__context__object=key, translation__locale__language_code=language
    ).select_related("translation")
    return {
        (each.translation.translation_of_id, each.translation.context_id): each.translated_from
        for each in changed
    }
