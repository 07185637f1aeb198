"""What is shown of each text that has changed in the source."""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.localization.definitions import label

_WORDS = re.compile(r"<[^<>]*>|\w+|\s+|[^\w\s]")


@dataclass
class Line:
    segment: StringSegment
    translation: StringTranslation | None
    place: str
    text: str = ""  # that stands in the box
    note: str = ""  # why it was not saved

    def __post_init__(self) -> None:
        if self.translation is not None:
            self.text, self.note = self.translation.data, mistake_in(self.translation)

    @property
    def seen(self) -> str:
        return seen(self.segment, self.translation)

    @property
    def differences(self) -> list[tuple[str, str]]:
        """Of the source then and now: `equal`, `addition` or `deletion`, and the words."""
        mark = getattr(self.translation, "changed_text", None)
        new = self.segment.string.data
        return list(_differences(mark.translated_from if mark else new, new))


def seen(segment: StringSegment, translation: StringTranslation | None) -> str:
    """What somebody has before them: which source text, and which translation of it."""
    return f"{segment.string_id}:{digest(translation.data if translation else '')}"


def mistake_in(translation: StringTranslation) -> str:
    return str(translation.field_error or translation.get_error() or "")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def lines_of(translation: Translation, also: Collection[int] = ()) -> list[Line]:
    """Of the texts to be confirmed, and of some other segments; each text once."""
    texts = StringTranslation.objects.filter(
        locale=translation.target_locale_id, context__object_id=translation.source.object_id
    )
    changed = texts.filter(changed_text__isnull=False).values_list("context", "translation_of")
    places = set(changed)
    segments = translation.source.stringsegment_set.select_related("string", "context")
    shown = {
        (each.context_id, each.string_id): each
        for each in segments.order_by("order")
        if each.pk in also or (each.context_id, each.string_id) in places
    }
    rows = texts.filter(translation_of__in={string for _context, string in shown})
    found = {
        (each.context_id, each.translation_of_id): each
        for each in rows.select_related("changed_text", "context")
    }
    model = translation.source.specific_content_type.model_class()
    return [
        Line(each, found.get(place), label(model, each.context.field_path) if model else "")
        for place, each in shown.items()
    ]


def other_fields(translation: Translation, lines: list[Line]) -> list[str]:
    """What else of the source has changed, as its form names it; `*`: it is not known what."""
    state: Any = getattr(translation, "state", None)
    named = {line.segment.context.path.partition(".")[0] for line in lines}
    names = [name for name in (state.changed_fields if state else []) if name not in named]
    model = translation.source.specific_content_type.model_class()
    return [name if name == "*" or model is None else label(model, name) or name for name in names]


def _differences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """By words and tags; Wagtail's own takes all short words for noise."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for what, *places in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old_from, old_to, new_from, new_to = places
        if what == "equal":
            yield "equal", "".join(after[new_from:new_to])
            continue
        if gone := "".join(before[old_from:old_to]):
            yield "deletion", gone
        if fresh := "".join(after[new_from:new_to]):
            yield "addition", fresh
