"""Saving translations of changed texts, unless something else has happened to them meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _t
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.localization.changed.lines import digest, mistake_in, seen
from cms.localization.writing import place_of, write


@dataclass(frozen=True)
class Sent:
    """What somebody had before them, and has written."""

    seen: str
    text: str

    @property
    def is_edited(self) -> bool:
        return self.seen.partition(":")[2] != digest(self.text)


@dataclass
class Outcome:
    saved: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)  # with the reasons


def confirm(
    translation: Translation, sent: dict[int, Sent], ids: Iterable[int], user: Any
) -> Outcome:
    """By the ids of segments; each by itself, so that one mistake does not keep the others."""
    outcome = Outcome()
    for pk in ids:
        try:
            _confirm(translation, pk, sent[pk], user)
        except ValidationError as error:
            outcome.refused[pk] = " ".join(error.messages)
        else:
            outcome.saved.add(pk)
    return outcome


@transaction.atomic
def _confirm(translation: Translation, pk: int, sent: Sent, user: Any) -> None:
    # Whoever publishes the source changes this row first.
    source = TranslationSource.objects.select_for_update().get(pk=translation.source_id)
    segment = source.stringsegment_set.select_related("string", "context").filter(pk=pk).first()
    if segment is None:
        raise ValidationError(_t("The source does not have this text any more."))
    place = place_of(translation, segment)
    before = StringTranslation.objects.select_for_update().filter(**place).first()
    now = seen(segment, before)
    if now.partition(":")[0] != sent.seen.partition(":")[0]:
        raise ValidationError(_t("The source has changed again. This was not saved yet."))
    if now != sent.seen:
        words = _t("Somebody has saved this meanwhile: “%(text)s”. Yours was not saved yet.")
        raise ValidationError(words % {"text": before.data if before else ""})
    saved, _created = write(translation, segment, sent.text, user)
    saved.refresh_from_db()
    if saved.has_error:
        raise ValidationError(mistake_in(saved))
