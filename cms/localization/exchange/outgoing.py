"""Writing a translation as a PO file."""

import json
from collections.abc import Iterable
from typing import Any

import polib
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.localization.definitions import label, longest

ID_HEADER = "X-WagtailLocalize-TranslationID"
EXPORTED_HEADER = "X-Exported-At"


def po_file(translation: Translation) -> polib.POFile:
    """All texts with what is translated; fuzzy is what a machine made, and what was translated
    from another text, which is given as the previous one.

    Translations of texts that are gone stand at the end, as obsolete.
    """
    file = polib.POFile(wrapwidth=78)
    file.metadata = _headers(translation)
    done = _translations(translation)
    for (path, text), segment in _segments(translation).items():
        entry = polib.POEntry(msgctxt=path, msgid=text)
        entry.comment = "\n".join(_notes(translation, segment))
        if known := done.pop((segment.string_id, segment.context_id), None):
            entry.msgstr = known.data
            if known.has_error:
                entry.tcomment = str(known.get_error() or "")
            if before := getattr(known, "changed_text", None):
                entry.previous_msgctxt, entry.previous_msgid = path, before.translated_from
            if known.has_error or before or is_by_machine(known):
                entry.flags.append("fuzzy")
        file.append(entry)
    file.extend(_obsolete(done.values()))
    return file


def is_by_machine(known: StringTranslation) -> bool:
    return bool(known.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE)


def _headers(translation: Translation) -> dict[str, str]:
    now = timezone.now()
    return {
        "Project-Id-Version": translation.source.object_repr.replace("\n", " "),
        "POT-Creation-Date": now.strftime("%Y-%m-%d %H:%M%z"),
        "PO-Revision-Date": now.strftime("%Y-%m-%d %H:%M%z"),
        "Last-Translator": "",
        "Language-Team": "",
        "Language": translation.target_locale.language_code.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": translation.source.locale.language_code,
        EXPORTED_HEADER: now.isoformat(),
        ID_HEADER: str(translation.uuid),
    }


def _segments(translation: Translation) -> dict[tuple[str, str], StringSegment]:
    """By path and text, each once: a PO file may not say the same twice."""
    segments = StringSegment.objects.filter(source=translation.source_id).order_by("order")
    found: dict[tuple[str, str], StringSegment] = {}
    for segment in segments.select_related("string", "context"):
        found.setdefault((segment.context.path, segment.string.data), segment)
    return found


def _translations(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    """By the ids of string and context."""
    known = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    return {
        (each.translation_of_id, each.context_id): each
        for each in known.select_related("translation_of", "context", "changed_text").order_by(
            "pk"
        )
    }


def _notes(translation: Translation, segment: StringSegment) -> Iterable[str]:
    """Where the text stands, how long it may be, and where its links lead."""
    model = translation.source.specific_content_type.model_class()
    if model is None:
        return
    path = segment.context.field_path
    yield label(model, path)
    if limit := longest(model, path):
        yield f"At most {limit} characters"
    for name, attributes in (json.loads(segment.attrs or "null") or {}).items():
        yield f"{name}: {_destination(attributes)}"


def _destination(attributes: dict[str, Any]) -> str:
    if href := attributes.get("href"):
        return str(href)
    return " ".join(str(value) for value in attributes.values())


def _obsolete(gone: Iterable[StringTranslation]) -> Iterable[polib.POEntry]:
    for known in gone:
        if known.data:
            yield polib.POEntry(
                msgctxt=known.context.path,
                msgid=known.translation_of.data,
                msgstr=known.data,
                obsolete=True,
            )
