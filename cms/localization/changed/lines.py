"""What is shown of each text that has changed in the source."""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.localization.definitions import label

_WORDS = re.compile(r"<[^<>]*>|\d+(?:[.,\u00a0\u202f]\d+)*|\w+|\s+|[^\w\s]")
_FEW = 3  # words in common between two changes that are fewer say less than they disturb


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
    for is_same, gone, fresh in _runs(before, after):
        if is_same:
            yield "equal", "".join(fresh)
            continue
        if gone:
            yield "deletion", "".join(gone)
        if fresh:
            yield "addition", "".join(fresh)


def _runs(before: list[str], after: list[str]) -> list[tuple[bool, list[str], list[str]]]:
    """Whether it is the same, the words before, and the words after; in turn."""
    found: list[tuple[bool, list[str], list[str]]] = []
    for what, *places in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old_from, old_to, new_from, new_to = places
        run = (what == "equal", before[old_from:old_to], after[new_from:new_to])
        while len(found) > 1 and not run[0] and _is_little(found[-1]):
            (_same, gone, fresh), (_changed, gone_first, fresh_first) = found.pop(), found.pop()
            run = (False, gone_first + gone + run[1], fresh_first + fresh + run[2])
        found.append(run)
    return found


def _is_little(run: tuple[bool, list[str], list[str]]) -> bool:
    is_same, words, _fresh = run
    return is_same and sum(word[0].isalnum() for word in words) < _FEW
