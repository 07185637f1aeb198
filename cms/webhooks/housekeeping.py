"""Throws away old messages with their deliveries and attempts."""

from datetime import timedelta
from threading import Event

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms.webhooks.models import Delivery, Message, State

KEPT_FOR = timedelta(days=30)
_AT_ONCE = 500


def forget(stopping: Event) -> None:
    """Old messages; not those that are still to be sent, however late, unless their endpoint has
    been paused for as long."""
    long_ago = timezone.now() - KEPT_FOR
    to_be_sent = Delivery.objects.filter(
        message=OuterRef("pk"), state=State.WAITING, endpoint__paused_at=None
    )
    old = Message.objects.filter(~Exists(to_be_sent), created_at__lt=long_ago)
    while not stopping.is_set():
        ids = list(old.order_by("created_at").values_list("pk", flat=True)[:_AT_ONCE])
        if not ids:
            return
        Message.objects.filter(pk__in=ids).delete()
