"""One worker at a time serves a cache; one that died is followed after half a minute."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from cms.edge.models import Cursor

LASTS = timedelta(seconds=30)  # longer than one call may take


class Lease:
    """The right to serve a cache; losing it only means that something is purged twice."""

    def __init__(self, cursor: Cursor) -> None:
        self._rows = Cursor.objects.filter(pk=cursor.pk)
        self._until: datetime | None = None

    def take(self) -> bool:
        now = timezone.now()
        # One that ends too far ahead is from before the clock was put back.
        free = Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + LASTS)
        return self._set(free, now + LASTS)

    def renew(self) -> bool:
        return self._set(Q(leased_until=self._until), timezone.now() + LASTS)

    def release(self) -> None:
        self._set(Q(leased_until=self._until), None)

    def _set(self, condition: Q, until: datetime | None) -> bool:
        self._until = until
        return bool(self._rows.filter(condition).update(leased_until=until))
