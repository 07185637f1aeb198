"""How far translations are: one count for the editor, lists, reports and the API."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.localization.slugs import PATH


@dataclass(frozen=True)
class Progress:
    """Numbers of texts. A slug is none: a page has one in any case."""

    texts: int = 0
    translated: int = 0  # with a translation that can be used
    machine: int = 0  # of these, made by a machine and not read by a person
    changed: int = 0  # of these, made of another text than the source has now

    @property
    def missing(self) -> int:
        return self.texts - self.translated

    @property
    def is_finished(self) -> bool:
        return not self.missing and not self.changed

    @property
    def share(self) -> float:
        return self.translated / self.texts if self.texts else 1.0


def progress_of(translations: Iterable[Translation]) -> dict[int, Progress]:
    """By the translations' ids; one query for all of them."""
    return progress_by_id(translation.pk for translation in translations)


def progress_by_id(translations: Iterable[int]) -> dict[int, Progress]:
    ids = list(translations)
    if not ids:
        return {}
    rows = (
        StringSegment.objects.filter(source__translations__in=ids)
        .exclude(context__path=PATH)
        .values("source__translations")
        .annotate(
            texts=Count("pk"),
            translated=Count("pk", filter=Exists(_usable())),
            machine=Count("pk", filter=Exists(_usable(_MACHINE))),
            changed=Count("pk", filter=Exists(_usable(Q(changed_text__isnull=False)))),
        )
        .order_by()
    )
    found = {row.pop("source__translations"): Progress(**row) for row in rows}
    return {pk: found.get(pk, Progress()) for pk in ids}


_MACHINE = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)


def _usable(which: Q | None = None) -> "QuerySet[StringTranslation]":
    """Translations of the segment at hand that pages may show."""
    found: QuerySet[StringTranslation] = StringTranslation.objects.filter(
        which or Q(),
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef("source__translations__target_locale"),
        has_error=False,
    )
    return found
