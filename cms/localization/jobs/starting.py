"""Writing down what the worker is to do. Nothing is done here, however much is asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.localization.jobs.models import Job, JobItem, Kind

SMALL = 5  # pages times languages; so much is done at once, while somebody waits for the answer
_AT_ONCE = 1000


def is_large(pages: int, locales: int) -> bool:
    return pages * locales > SMALL


@transaction.atomic
def request_pages(user: Any, pages: QuerySet[Page], locales: Iterable[Locale], title: str) -> Job:
    """Translate them, each after the page above it."""
    job = Job.objects.create(kind=Kind.REQUEST, user=user, title=title[:255])
    _create(_pages_as_items(job, pages, list(locales)))
    return job


@transaction.atomic
def bring_up_to_date(
    user: Any, translations: Iterable[Translation], title: str, *, publish: bool = False
) -> Job:
    """Read the sources anew, and publish what is finished by then if that is wished."""
    job = Job.objects.create(kind=Kind.UPDATE, user=user, title=title[:255], publishes=publish)
    _create(_translations_as_items(job, translations))
    return job


@transaction.atomic
def publish(user: Any, translations: Iterable[Translation], title: str) -> Job:
    job = Job.objects.create(kind=Kind.PUBLISH, user=user, title=title[:255])
    _create(_translations_as_items(job, translations))
    return job


@transaction.atomic
def show_pages(user: Any, pages: QuerySet[Page], locale: Locale, title: str) -> Job:
    """Have aliases of them in a language that is synchronised from theirs."""
    job = Job.objects.create(kind=Kind.SHOW, user=user, title=title[:255])
    _create(_pages_as_items(job, pages, [locale]))
    return job


def _pages_as_items(job: Job, pages: QuerySet[Page], locales: list[Locale]) -> Iterator[JobItem]:
    positions: dict[tuple[str, int], int] = {}
    rows = pages.order_by("path").values_list("pk", "path", "draft_title", "locale_id")
    for pk, path, title, own in rows.distinct():
        for locale in locales:
            if locale.pk == own:
                continue
            positions[path, locale.pk] = position = len(positions)
            yield JobItem(
                job=job,
                position=position,
                after=positions.get((path[: -Page.steplen], locale.pk)),
                page_id=pk,
                locale=locale,
                title=title,
            )


def _translations_as_items(job: Job, translations: Iterable[Translation]) -> Iterator[JobItem]:
    for position, translation in enumerate(translations):
        yield JobItem(
            job=job,
            position=position,
            translation=translation,
            locale_id=translation.target_locale_id,
            title=translation.source.object_repr,
        )


def _create(items: Iterator[JobItem]) -> None:
    JobItem.objects.bulk_create(items, batch_size=_AT_ONCE)
