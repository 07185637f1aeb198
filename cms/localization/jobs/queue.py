"""Which item is done next, and by whom.

An item is taken under a lease. A worker that is killed leaves it to run out; what it had written
was rolled back with its transaction, so the next worker begins the item anew.
"""

import secrets
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from cms.localization.jobs.models import Job, JobItem, State

LEASE = timedelta(seconds=60)  # longer than one page may take
_SKEW = timedelta(minutes=1)  # between the clocks of two machines


def take(now: datetime) -> list[JobItem]:
    """The next item that nobody is at, and those of the same page or snippet in other languages.

    Empty if there is none that can be done now.
    """
    free = _free(now)
    while first := free.select_related("translation").first():
        # On SQLite, looking for one to take keeps writers waiting; somebody may have it by now.
        if items := _leased(free.filter(_same_as(first)), now):
            return items
    return []


@transaction.atomic
def _leased(free: QuerySet[JobItem], now: datetime) -> list[JobItem]:
    if connection.features.has_select_for_update_skip_locked:
        free = free.select_for_update(skip_locked=True, of=("self",))
    items = list(free.select_related("job__user__wagtail_userprofile"))
    lease = secrets.token_hex(16)
    for item in items:
        item.lease, item.leased_until = lease, now + LEASE
        item.tries += 1
    JobItem.objects.bulk_update(items, ["lease", "leased_until", "tries"])
    return items


def hold(items: list[JobItem]) -> list[JobItem]:
    """Keep others off until the transaction ends; without those that somebody else has by now."""
    ours = JobItem.objects.filter(
        pk__in=[item.pk for item in items], lease=items[0].lease, state=State.WAITING
    )
    rows = ours.select_related("job", "locale", "translation__source").prefetch_related("page")
    return list(rows.select_for_update(of=("self",)).order_by("position"))


def give_back(items: list[JobItem]) -> None:
    """As they are now: done, or failed."""
    for item in items:
        item.lease, item.leased_until = "", None
    names = ["state", "reason", "place", "edit_url", "lease", "leased_until"]
    JobItem.objects.bulk_update(items, names)


def close(job: int) -> None:
    """A job ends with its last item; asked after each, whichever worker was the last."""
    _finished().filter(pk=job).update(ended_at=timezone.now())


def close_all() -> None:
    """Those that a worker left without ending them."""
    if _finished().exists():
        _finished().update(ended_at=timezone.now())


def stop(job: int, reason: str) -> None:
    """What is being done just now is still finished."""
    Job.objects.filter(pk=job, ended_at=None).update(
        ended_at=timezone.now(), stopped_because=reason
    )


@transaction.atomic
def again(job: int) -> None:
    """Go on with what failed, and with what was left when the job was stopped."""
    items = JobItem.objects.filter(job=job)
    items.filter(state=State.FAILED).update(state=State.WAITING, reason="", place="", edit_url="")
    items.filter(state=State.WAITING).update(lease="", leased_until=None, tries=0)
    Job.objects.filter(pk=job).update(ended_at=None, stopped_because="")


def _free(now: datetime) -> QuerySet[JobItem]:
    """Of open jobs, the oldest first, that wait for nothing above them."""
    above = JobItem.objects.filter(
        job=OuterRef("job"), position=OuterRef("after"), state=State.WAITING
    )
    free = (
        Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + LEASE + _SKEW)
    )
    rows = JobItem.objects.filter(free, ~Exists(above), state=State.WAITING, job__ended_at=None)
    return rows.order_by(F("job"), "position")


def _same_as(item: JobItem) -> Q:
    """Items of the same job that are about the same page or snippet."""
    if item.page_id is not None:
        return Q(job=item.job_id, page=item.page_id)
    if item.translation is not None:
        return Q(job=item.job_id, translation__source=item.translation.source_id)
    return Q(pk=item.pk)


def _finished() -> QuerySet[Job]:
    waiting = JobItem.objects.filter(job=OuterRef("pk"), state=State.WAITING)
    return Job.objects.filter(~Exists(waiting), ended_at=None)
