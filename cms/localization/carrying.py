"""Translations of texts that have changed in the source: kept, but to be confirmed.

Nobody has to write a sentence anew in which one word is another now.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from wagtail_localize.models import StringTranslation, TranslationContext

from cms.localization import history
from cms.localization.definitions import longest
from cms.localization.mistakes import mistake
from cms.localization.models import ChangedText
from cms.localization.sources import Reading, Text

_ALIKE = 0.5  # of 1: texts in another place that are less so have nothing to do with each other


def carry(reading: Reading, locales: Iterable[int], now: datetime.datetime) -> None:
    """Give each changed text the translations that it had, marked as such."""
    pairs = predecessors(reading.before, reading.after)
    if not pairs:
        return
    known = _translations(reading, pairs, locales)
    limits = _limits(reading, pairs)
    made, marks = [], []
    for new, old in pairs.items():
        for locale, before in known[_place(old)].items():
            if locale in known[_place(new)]:
                continue
            copy = _copy(before, new, limits[new.context_id])
            made.append(copy)
            mark = getattr(before, "changed_text", None)
            if mark or new.data != old.data:
                marks.append((copy, mark.translated_from if mark else old.data))
    StringTranslation.objects.bulk_create(made)
    history.record(made, history.How.CARRIED)
    ChangedText.objects.bulk_create(
        ChangedText(translation=copy, translated_from=text, since=now) for copy, text in marks
    )


def predecessors(before: list[Text], after: list[Text]) -> dict[Text, Text]:
    """For each text that is new in its place: which one it was before, as far as one can tell."""
    there = {_place(text) for text in before}
    paths = {text.path for text in before} & {text.path for text in after}
    olds, news = _by_place(before, paths), _by_place(after, paths)
    found: dict[Text, Text] = {}
    for place, texts in news.items():
        for new, old in _matched(olds[place], texts, is_certain=place in paths):
            if _place(new) not in there:
                found.setdefault(new, old)
    return found


def _place(text: Text) -> tuple[int, int]:
    return text.context_id, text.string_id


def _by_place(texts: list[Text], paths: set[str]) -> dict[str, list[Text]]:
    """By the block that there was before and is now; what has appeared or gone, by what is around
    it: a cell of a table, a block that was taken out and put in again."""
    found: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        found[text.path if text.path in paths else text.path.rpartition(".")[0]].append(text)
    return found


def _matched(
    olds: list[Text], news: list[Text], *, is_certain: bool
) -> Iterator[tuple[Text, Text]]:
    """Pairs of new and old texts, in the order in which both stand."""
    matcher = SequenceMatcher(
        None, [old.data for old in olds], [new.data for new in news], autojunk=False
    )
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        ours, theirs = news[new_from:new_to], olds[old_from:old_to]
        if what == "equal" or (is_certain and len(ours) == len(theirs)):
            yield from zip(ours, theirs, strict=True)
        elif what == "replace":
            yield from _most_alike(theirs, ours)


def _most_alike(olds: list[Text], news: list[Text]) -> Iterator[tuple[Text, Text]]:
    left = list(olds)
    for new in news:
        rated = [(SequenceMatcher(None, old.data, new.data).ratio(), old) for old in left]
        likeness, best = max(rated, key=lambda pair: pair[0], default=(0.0, new))
        if likeness >= _ALIKE:
            left.remove(best)
            yield new, best


def _translations(
    reading: Reading, pairs: dict[Text, Text], locales: Iterable[int]
) -> dict[tuple[int, int], dict[int, StringTranslation]]:
    """By the ids of context and string, then by language."""
    texts = [*pairs, *pairs.values()]
    rows = StringTranslation.objects.filter(
        locale__in=list(locales),
        context__in={text.context_id for text in texts},
        translation_of__in={text.string_id for text in texts},
    )
    found: dict[tuple[int, int], dict[int, StringTranslation]] = defaultdict(dict)
    for row in rows.select_related("changed_text"):
        found[row.context_id, row.translation_of_id][row.locale_id] = row
    return found


def _limits(reading: Reading, pairs: Iterable[Text]) -> dict[int, int | None]:
    """How long the texts may be, by the ids of their contexts."""
    model = reading.content.source.specific_content_type.model_class()
    contexts = TranslationContext.objects.filter(pk__in={text.context_id for text in pairs})
    return {
        pk: longest(model, field_path) if model else None
        for pk, field_path in contexts.values_list("pk", "field_path")
    }


def _copy(before: Any, new: Text, limit: int | None) -> StringTranslation:
    """The same words for the new text; whether they will do has to be asked anew."""
    reason = mistake(new.data, before.data, limit)
    return StringTranslation(
        translation_of_id=new.string_id,
        context_id=new.context_id,
        locale_id=before.locale_id,
        data=before.data,
        translation_type=before.translation_type,
        tool_name=before.tool_name,
        last_translated_by_id=before.last_translated_by_id,
        has_error=bool(reason),
        field_error=reason,
    )
