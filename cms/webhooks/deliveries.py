"""What people do with deliveries: test, send again, resume."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.webhooks.bodies import TEST, message_without_change
from cms.webhooks.models import Delivery, Endpoint, State


def send_test(endpoint: Endpoint) -> Delivery:
    """Sent by the worker within seconds, once, also while the endpoint is paused."""
    data = {"endpoint": endpoint.name}
    message = message_without_change(TEST, _("Test"), timezone.now(), data)
    message.save(force_insert=True)
    return Delivery.objects.create(
        message=message, endpoint=endpoint, thing=message.thing, is_test=True
    )


def send_again(chosen: QuerySet[Delivery]) -> int:
    """As if for the first time, with the same `webhook-id`. Returns how many."""
    ids = Delivery.objects.filter(pk__in=chosen.order_by().values("pk"))
    endpoints = list(ids.order_by().values_list("endpoint_id", flat=True).distinct())
    number = ids.update(state=State.WAITING, tries=0, next_attempt_at=None)
    Endpoint.objects.filter(pk__in=endpoints).update(not_before=None)
    return number


def resume(endpoint: Endpoint, *, drop: bool) -> int:
    """Start anew, with what has waited or without it. Returns how many are to be sent."""
    endpoint.paused_at, endpoint.pause_reason = None, ""
    endpoint.failures, endpoint.failing_since, endpoint.not_before = 0, None, None
    endpoint.save()
    waiting = endpoint.deliveries.filter(state=State.WAITING)
    if drop:
        waiting.update(state=State.DROPPED, next_attempt_at=None)
        return 0
    return waiting.update(tries=0, next_attempt_at=None)
