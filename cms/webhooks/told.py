"""Which endpoints have been told of the changes of one thing, for `cms.events.receivers`."""

from collections.abc import Iterator

from django.urls import reverse

from cms.events.receivers import Told
from cms.webhooks.bodies import thing_of
from cms.webhooks.models import Delivery

_NEWEST = 50


def told_of(type_name: str, object_id: int) -> Iterator[Told]:
    """Newest first."""
    rows = Delivery.objects.filter(message__thing=thing_of(type_name, object_id))
    rows = rows.select_related("message", "endpoint").defer("message__body")
    for delivery in rows.order_by("-message__created_at", "-pk")[:_NEWEST]:
        state = delivery.get_state_display()
        yield Told(
            at=delivery.last_attempt_at or delivery.message.created_at,
            receiver=delivery.endpoint.name,
            outcome=f"{state}: {delivery.outcome}" if delivery.outcome else state,
            url=reverse("webhook_deliveries:inspect", args=[delivery.pk]),
            permissions=("webhooks.view_endpoint", "webhooks.change_endpoint"),
        )
