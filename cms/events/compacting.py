"""Clears away what is so old that no reader is expected to ask for it any more."""

from datetime import timedelta
from threading import Event

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from cms.events import log
from cms.events.models import Change, Head

_AT_ONCE = 1000


def compact(days: float | None = None, stopping: Event | None = None) -> int:
    """Clear away changes older than some days (else as the settings say); returns how many.

    The newest of the old ones stays, so that the cursor of who has seen it is still known: that
    of everybody who is up to date, on a site where nothing has happened since. In small
    transactions, since publishing waits for each; safe in several workers at once.
    """
    last = _last_old(timedelta(days=settings.CHANGES_KEPT_DAYS if days is None else days))
    cleared = 0
    while stopping is None or not stopping.is_set():
        with transaction.atomic():
            head = Head.objects.select_for_update().get()
            until = min(head.oldest + _AT_ONCE, last)
            if until <= head.oldest:
                break
            cleared += Change.objects.filter(sequence__lt=until).delete()[0]
            head.oldest = until
            head.save(update_fields=["oldest"])
    return cleared


def _last_old(age: timedelta) -> int:
    """The number up to which all are old. A clock that was wrong for a while dates a change into
    the future; that one keeps nothing."""
    now = timezone.now()
    young = Change.objects.filter(at__gt=now - age, at__lte=now)
    first = young.aggregate(first=Min("sequence"))["first"]
    return log.newest() if first is None else int(first) - 1
