"""Making what somebody wrote the translations of its texts."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.localization import history
from cms.localization.taking.contents import Canon, Groups, groups_of, html, place_of
from cms.localization.taking.differences import Comparison, Difference
from cms.localization.taking.pairing import Links, chosen, paired


@dataclass
class Change:
    """One text that has another translation now."""

    field_path: str
    source: str
    before: str
    after: str


@dataclass
class Taken:
    changes: list[Change] = field(default_factory=list)
    lost: list[Difference] = field(default_factory=list)  # what cannot be kept


@transaction.atomic
def take_over(translation: Translation, content: Any, user: Any, before: Any = None) -> Taken:
    """Keep the texts of some content as translations.

    Content that was edited says what it was `before`; what is the same in both is not looked at,
    for segments may have been translated meanwhile.
    """
    source = translation.source.as_instance()
    found = groups_of(content, source)
    known = groups_of(before, source) if before is not None else None
    expected = groups_of(made_of(translation), source)
    canon = Canon(found, expected, known or {})
    edited = {
        place
        for place in found
        if canon(found[place]) != canon(expected.get(place, []))
        and (known is None or canon(found[place]) != canon(known.get(place, [])))
    }
    taken = Taken()
    if edited:
        with history.written(history.How.TAKEN_OVER):
            taken.changes = _Writer(translation, user, canon).write(edited, expected, found)
    taken.lost = _lost(translation, source, content, before)
    return taken


def made_of(translation: Translation) -> Any:
    """What the translations make of the source now."""
    return translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )


def _lost(translation: Translation, source: Any, content: Any, before: Any) -> list[Difference]:
    made = made_of(translation)
    expected = groups_of(made, source)

    def differences(thing: Any) -> list[Difference]:
        found = groups_of(thing, source)
        return list(Comparison(expected, found, Canon(expected, found)).of(made, thing))

    known = set(differences(before)) if before is not None else set()
    return [each for each in differences(content) if each not in known]


class _Writer:
    def __init__(self, translation: Translation, user: Any, canon: Canon) -> None:
        self.translation, self.user, self.canon = translation, user, canon
        locale = translation.target_locale_id
        self.locale = locale
        thing = translation.source.object_id
        texts = StringTranslation.objects.filter(context__object=thing, locale=locale)
        self.texts = {(each.translation_of_id, each.context_id): each for each in texts}
        choices = SegmentOverride.objects.filter(context__object=thing, locale=locale)
        self.choices = {each.context_id: each for each in choices}
        self.changes: list[Change] = []

    def write(self, edited: set[str], expected: Groups, found: Groups) -> list[Change]:
        rows = self._by_place(self.translation.source.stringsegment_set)
        shared = self._by_place(self.translation.source.overridablesegment_set)
        for place in sorted(edited):
            links = {each.context.path: each for each in shared[place]}
            own = [each for path, each in links.items() if path == place]
            for row in own:
                self._choose(row, chosen(row, found[place]))
            elsewhere = {
                path: str(self.choices[each.context_id].data)
                for path, each in links.items()
                if each.context_id in self.choices
            }
            for row, value in paired(rows[place], expected.get(place, []), found[place]):
                text, leading = Links(row, self.canon, elsewhere).named(value)
                self._translate(row, text)
                for path, address in leading.items():
                    if path in links:
                        self._choose(links[path], address)
        return self.changes

    def _by_place(self, segments: Any) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        related = ["context", "string"] if hasattr(segments.model, "string") else ["context"]
        for row in segments.select_related(*related).order_by("order"):
            found[place_of(row.context.path)].append(row)
        return found

    def _translate(self, row: Any, text: str) -> None:
        known = self.texts.get((row.string_id, row.context_id))
        is_as_source = html(text) == html(row.string.data)
        if known is None or known.has_error:
            if is_as_source:
                return
        elif html(known.data) == html(text):
            return
        before = known.data if known else ""
        self.changes.append(Change(row.context.field_path, row.string.data, before, text))
        saved, _created = StringTranslation.objects.update_or_create(
            translation_of_id=row.string_id,
            context_id=row.context_id,
            locale_id=self.locale,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": self.user,
            },
        )
        self.texts[row.string_id, row.context_id] = saved

    def _choose(self, row: Any, value: Any) -> None:
        known = self.choices.get(row.context_id)
        if value is None or str(known.data if known else row.data) == str(value):
            return
        before = known.data if known else ""
        self.changes.append(Change(row.context.field_path, str(row.data), before, str(value)))
        if known and str(row.data) == str(value):
            known.delete()
            del self.choices[row.context_id]
            return
        self.choices[row.context_id], _created = SegmentOverride.objects.update_or_create(
            context_id=row.context_id,
            locale_id=self.locale,
            defaults={
                "data_json": json.dumps(value, cls=DjangoJSONEncoder),
                "last_translated_by": self.user,
                "has_error": False,
                "field_error": "",
            },
        )
