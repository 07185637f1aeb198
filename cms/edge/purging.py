"""Sends batches to caches until they are done. No editor waits for it."""

import logging
import random
from datetime import datetime, timedelta
from threading import Event

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.edge.batches import cursor_of, next_batch
from cms.edge.calls import FailedError, send
from cms.edge.leases import Lease
from cms.edge.models import Cursor, Purge
from cms.edge.services import Service
from cms.events import log

logger = logging.getLogger(__name__)

_LONGEST_PAUSE = 60.0  # seconds between two attempts, unless the cache asks for more
_MOST_PATIENCE = 3600.0
_ALARMING = 5  # failures in a row that make a line in the log an error

Status = Purge.Status


def pass_on(service: Service, stopping: Event) -> None:
    """One pass: send what is due to one cache. Safe in several workers at once.

    Most passes find nothing to do, and only read.
    """
    cursor = cursor_of(service)
    if not _has_work(service, cursor):
        return
    lease = Lease(cursor)
    if not lease.take():
        return
    try:
        _work(service, cursor, lease, stopping)
    finally:
        lease.release()


def _has_work(service: Service, cursor: Cursor) -> bool:
    if _due(service).exists():
        return True
    return not _waiting(service).exists() and log.newest() != cursor.sequence


def _work(service: Service, cursor: Cursor, lease: Lease, stopping: Event) -> None:
    cursor.refresh_from_db()
    while not stopping.is_set():
        batch = _due(service).first()
        if batch is None and not _waiting(service).exists():
            batch = next_batch(service, cursor)
        if batch is None or not attempt(service, batch, lease):
            return


def _waiting(service: Service) -> QuerySet[Purge]:
    """While there is one, later changes gather for the next batch."""
    of_the_log = Purge.objects.filter(service=service.name, last_change__isnull=False)
    return of_the_log.filter(status=Status.WAITING)


def _due(service: Service) -> QuerySet[Purge]:
    """New ones first, then repetitions."""
    now = timezone.now()
    # One that is due too far ahead is from before the clock was put back.
    is_due = Q(next_at__lte=now) | Q(next_at__gt=now + timedelta(seconds=2 * _MOST_PATIENCE))
    open_ones = Purge.objects.filter(service=service.name).exclude(status=Status.DONE)
    return open_ones.filter(is_due).order_by("-status", "pk")


def attempt(service: Service, batch: Purge, lease: Lease | None = None) -> bool:
    """Send one batch, from where its last attempt ended. Whether it has been purged."""
    batch.attempts += 1
    try:
        for number, call in enumerate(service.calls(batch.wanted)):
            if number >= batch.calls_done:
                if lease and not lease.renew():
                    return False  # another worker goes on
                service.check(send(call))
                batch.calls_done = number + 1
    except FailedError as failure:
        _put_off(batch, failure)
        return False
    _finish(service, batch)
    return True


def _finish(service: Service, batch: Purge) -> None:
    now = timezone.now()
    is_first = batch.status == Status.WAITING
    again = service.address.again if is_first else 0
    batch.update(
        status=Status.REPEATING if again else Status.DONE,
        attempts=batch.attempts,
        failures=0,
        calls_done=0,
        next_at=now + timedelta(seconds=again),
        done_at=now if is_first else batch.done_at,
    )
    if is_first:
        logger.info("Purged %s", batch, extra={"changes": batch.changes})


def _put_off(batch: Purge, failure: FailedError) -> None:
    """Until later; what a cache refuses to purge by name is purged with everything else."""
    is_refused = failure.is_refusal and not batch.everything
    failures = batch.failures + 1
    batch.update(
        attempts=batch.attempts,
        failures=failures,
        calls_done=0 if is_refused else batch.calls_done,
        everything=batch.everything or is_refused,
        reason=str(failure),
        next_at=_next_at(failures, failure.retry_after),
    )
    level = logging.ERROR if failures >= _ALARMING else logging.WARNING
    logger.log(level, "Not purged, attempt %d: %s: %s", batch.attempts, batch, failure)


def _next_at(failures: int, retry_after: float) -> datetime:
    pause = min(2.0 ** min(failures - 1, 10), _LONGEST_PAUSE) * random.uniform(0.8, 1.2)  # noqa: S311
    pause = max(pause, min(retry_after, _MOST_PATIENCE))
    return timezone.now() + timedelta(seconds=pause)
