"""Throws away the reports of old batches."""

from datetime import timedelta

from django.utils import timezone

from cms.edge.models import Cursor, Purge
from cms.edge.services import configured

_KEPT_FOR = timedelta(days=14)


def forget() -> None:
    """Old batches, and the open ones of caches that are no longer there.

    Such a cache starts anew if it comes back: it may hold anything by then.
    """
    names = [service.name for service in configured()]
    old = Purge.objects.filter(created_at__lt=timezone.now() - _KEPT_FOR)
    old.filter(status=Purge.Status.DONE).delete()
    Purge.objects.exclude(service__in=names).exclude(status=Purge.Status.DONE).delete()
    Cursor.objects.exclude(service__in=names).delete()
