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


def take(now: datetime) -> JobItem | None:
    """The next item that nobody is at; None if there is none that can be done now."""
    free = _free(now)
    if not free.exists():  # on SQLite, looking for one to take keeps writers waiting
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            free = free.select_for_update(skip_locked=True, of=("self",))
        item = free.first()
        if item is None:
            return None
        item.lease, item.leased_until = secrets.token_hex(16), now + LEASE
        item.tries += 1
        item.save(update_fields=["lease", "leased_until", "tries"])
    return item


def hold(item: JobItem) -> bool:
    """Keep others off until the transaction ends; False if somebody else has it by now."""
    rows = JobItem.objects.select_for_update()
    return rows.filter(pk=item.pk, lease=item.lease, state=State.WAITING).first() is not None


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


def _finished() -> QuerySet[Job]:
    waiting = JobItem.objects.filter(job=OuterRef("pk"), state=State.WAITING)
    return Job.objects.filter(~Exists(waiting), ended_at=None)
