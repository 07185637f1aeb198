"""What an uploaded PO file would change, what is wrong with it, and changing it."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.localization import history
from cms.localization.definitions import longest
from cms.localization.exchange.outgoing import EXPORTED_HEADER, ID_HEADER, is_by_machine
from cms.localization.mistakes import mistake
from cms.localization.slugs import PATH, slug_mistake

TOOL = "PO File"


class ForeignFileError(ValidationError):
    """The file belongs to another translation."""


@dataclass
class Line:
    """One text of the file that can be taken over."""

    segment: StringSegment
    before: StringTranslation | None
    after: str
    overwrites_newer: bool = False

    @property
    def source(self) -> str:
        return str(self.segment.string.data)


@dataclass
class Objection:
    """One text of the file that cannot be taken over, and why."""

    source: str
    text: str
    reason: str


@dataclass
class Plan:
    """What importing a file would do."""

    changes: list[Line] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unchanged: int = 0
    fuzzy: int = 0
    untranslated: int = 0

    @property
    def needs_confirmation(self) -> bool:
        return bool(self.objections or self.warnings) or any(
            line.overwrites_newer for line in self.changes
        )


def plan_import(translation: Translation, file: polib.POFile) -> Plan:
    """Compare a file with what is stored; ForeignFileError if it is about something else."""
    plan = Plan(warnings=list(_doubts(translation, file)))
    exported = _moment(file.metadata.get(EXPORTED_HEADER))
    texts = _Texts(translation)
    for entry in file:
        if not entry.obsolete:
            _plan_entry(plan, entry, texts, exported)
    if not plan.changes and not plan.unchanged and plan.objections and not plan.untranslated:
        raise ForeignFileError(
            _t("None of the texts in the file belongs here. Nothing was changed.")
        )
    return plan


def _doubts(translation: Translation, file: polib.POFile) -> Iterator[str]:
    said = file.metadata.get(ID_HEADER, "").strip()
    if not said:
        yield _t("The file does not say for which translation it was made.")
    elif said != str(translation.uuid):
        raise ForeignFileError(
            _t("This file was made for another translation. Nothing was changed.")
        )
    language = file.metadata.get("Language", "").strip().replace("_", "-")
    wanted = translation.target_locale.language_code
    if language and language.split("-")[0].lower() != wanted.split("-")[0].lower():
        words = _t("The file says that it is in another language: %(language)s.")
        yield words % {"language": language}


def _plan_entry(
    plan: Plan, entry: polib.POEntry, texts: "_Texts", exported: datetime.datetime | None
) -> None:
    text = entry.msgstr or " / ".join(filter(None, entry.msgstr_plural.values()))
    if not text:
        plan.untranslated += 1
        return
    segment = None if entry.msgid_plural else texts.find(entry)
    if segment is None:
        reason = _t("This text is not, or no longer, part of the source.")
        plan.objections.append(Objection(entry.msgid, text, reason))
        return
    if texts.was_said_otherwise(segment, text):
        reason = _t("The file translates this text twice; here it says something else.")
        plan.objections.append(Objection(entry.msgid, text, reason))
        return
    before = texts.translation(segment)
    if "fuzzy" in entry.flags:
        plan.fuzzy += 1
    elif before and before.data == entry.msgstr and not _is_to_be_confirmed(before):
        plan.unchanged += 1
    elif reason := texts.mistake(segment, entry.msgstr):
        plan.objections.append(Objection(entry.msgid, entry.msgstr, reason))
    else:
        newer = bool(
            before and exported and before.updated_at > exported and before.data != entry.msgstr
        )
        plan.changes.append(Line(segment, before, entry.msgstr, newer))


def _is_to_be_confirmed(before: StringTranslation) -> bool:
    return is_by_machine(before) or hasattr(before, "changed_text")


class _Texts:
    """The texts of a translation, and what they are in the other language."""

    def __init__(self, translation: Translation) -> None:
        segments = StringSegment.objects.filter(source=translation.source_id)
        self.model = translation.source.specific_content_type.model_class()
        self.page = translation.source.object_id, translation.target_locale_id
        self._by_text: dict[str, list[StringSegment]] = defaultdict(list)
        self._by_place: dict[tuple[str, str], StringSegment] = {}
        self._said: dict[int, str] = {}
        for segment in segments.select_related("string", "context").order_by("order"):
            place = (segment.context.path, segment.string.data)
            if place not in self._by_place:
                self._by_place[place] = segment
                self._by_text[segment.string.data].append(segment)
        known = StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale_id
        )
        self._known = {
            (each.translation_of_id, each.context_id): each
            for each in known.select_related("changed_text")
        }

    def find(self, entry: polib.POEntry) -> StringSegment | None:
        """By its context; some tools drop that, which does no harm to a text that stands once."""
        if entry.msgctxt is not None:
            return self._by_place.get((entry.msgctxt, entry.msgid))
        found = self._by_text.get(entry.msgid, [])
        return found[0] if len(found) == 1 else None

    def was_said_otherwise(self, segment: StringSegment, text: str) -> bool:
        """Whether the file had another translation for it before this one."""
        return self._said.setdefault(segment.pk, text) != text

    def translation(self, segment: StringSegment) -> StringTranslation | None:
        return self._known.get((segment.string_id, segment.context_id))

    def mistake(self, segment: StringSegment, text: str) -> str:
        limit = longest(self.model, segment.context.field_path) if self.model else None
        found = mistake(segment.string.data, text, limit)
        if not found and segment.context.path == PATH:
            found = slug_mistake(text, *self.page)
        return found


def _moment(said: str | None) -> datetime.datetime | None:
    try:
        moment = parse_datetime(said or "")
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


@transaction.atomic
@history.written(history.How.PO)
def carry_out(plan: Plan, translation: Translation, user: Any) -> int:
    """Take over what can be; the number of texts that changed."""
    for line in plan.changes:
        StringTranslation.objects.update_or_create(
            translation_of_id=line.segment.string_id,
            context_id=line.segment.context_id,
            locale_id=translation.target_locale_id,
            defaults={
                "data": line.after,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": TOOL,
                "last_translated_by": user,
            },
        )
    return len(plan.changes)
