"""Which caches have been told of the changes of one thing, for `cms.events.receivers`."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from cms.edge.models import Purge
from cms.events.models import Change
from cms.events.receivers import Told

_CHANGES = 20


def told_of(type_name: str, object_id: int) -> Iterator[Told]:
    """Newest first, for its newest changes."""
    changes = Change.objects.filter(type=type_name, object_id=object_id).order_by("-sequence")
    condition = Q(pk=None)
    for sequence in changes.values_list("sequence", flat=True)[:_CHANGES]:
        condition |= Q(first_change__lte=sequence, last_change__gte=sequence)
    for purge in Purge.objects.filter(condition):
        outcome = purge.get_status_display()
        if purge.status == Purge.Status.WAITING and purge.failures:
            outcome = f"{outcome}: {purge.reason}"
        yield Told(
            at=purge.done_at or purge.created_at,
            receiver=purge.service,
            outcome=outcome,
            url=reverse("edge_purges"),
            permissions=("edge.view_purge",),
        )
