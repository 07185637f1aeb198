"""Which endpoint is to be served, and what it is sent next."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cms.webhooks.models import Delivery, Endpoint, State

LEASE = timedelta(seconds=60)  # longer than looking up a name and a request can take
_SKEW = timedelta(minutes=1)  # between the clocks of two machines


def endpoints_to_serve(now: datetime) -> QuerySet[Endpoint]:
    """Those with something to send that nobody serves; first who answers well, and who waits."""
    waiting = _due(now).filter(endpoint=OuterRef("pk"))
    tests = waiting.filter(is_test=True)
    is_served = _may_be_sent(now) & Q(Exists(waiting.filter(_unblocked())))
    found = _free(now).filter(is_served | Q(Exists(tests)))
    return found.order_by("failures", F("last_attempt_at").asc(nulls_first=True), "pk")


def take_lease(pk: int, token: str, now: datetime) -> Endpoint | None:
    """None if somebody else was faster."""
    taken = _free(now).filter(pk=pk).update(lease=token, leased_until=now + LEASE)
    return Endpoint.objects.filter(pk=pk, lease=token).first() if taken else None


def give_back(pk: int, token: str) -> None:
    Endpoint.objects.filter(pk=pk, lease=token).update(lease="", leased_until=None)


def next_deliveries(endpoint: Endpoint, now: datetime, limit: int) -> list[Delivery]:
    """Tests first, then what has been tried the least. At most one for each thing: what comes
    later about the same thing waits until this is delivered or given up."""
    rows = _to_send(endpoint, now).select_related("message")
    return list(rows.order_by("-is_test", "tries", "pk")[:limit])


def _to_send(endpoint: Endpoint, now: datetime) -> QuerySet[Delivery]:
    rows = _due(now).filter(endpoint=endpoint)
    if not Endpoint.objects.filter(_may_be_sent(now), pk=endpoint.pk).exists():
        rows = rows.filter(is_test=True)
    return rows.filter(_unblocked())


def is_blocked(delivery: Delivery) -> bool:
    return not Delivery.objects.filter(_unblocked(), pk=delivery.pk).exists()


def _free(now: datetime) -> QuerySet[Endpoint]:
    """Without a lease, or with one that has run out, or that a clock since put back has made."""
    return Endpoint.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now) | Q(leased_until__gt=now + LEASE + _SKEW)
    )


def _may_be_sent(now: datetime) -> Q:
    """Not paused, nor resting after a failure."""
    return Q(paused_at=None) & (
        Q(not_before=None) | Q(not_before__lte=now) | Q(last_attempt_at__gt=now + _SKEW)
    )


def _due(now: datetime) -> QuerySet[Delivery]:
    """An attempt in the future means that the clock was put back: what it planned is void."""
    return Delivery.objects.filter(
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=now) | Q(last_attempt_at__gt=now + _SKEW),
        state=State.WAITING,
    )


def _unblocked() -> Q:
    """Nothing earlier about the same thing waits."""
    earlier = Delivery.objects.filter(
        endpoint=OuterRef("endpoint"),
        thing=OuterRef("thing"),
        pk__lt=OuterRef("pk"),
        state=State.WAITING,
    )
    return Q(~Exists(earlier))
