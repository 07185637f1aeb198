from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Site

from cms.core.database import before_commit
from cms.events.models import ACTIONS
from cms.webhooks import courier
from cms.webhooks.models import Delivery, Endpoint
from tests.webhooks.receiver import Receiver


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1"]
    with Receiver() as receiver:
        yield receiver


@pytest.fixture
def endpoint(site: Site, receiver: Receiver) -> Endpoint:
    """One that wants everything, from now on."""
    before_commit()
    return make_endpoint(receiver.url)


def make_endpoint(url: str, name: str = "Frontend", **fields: Any) -> Endpoint:
    events = fields.pop("events", [f"content.{action}" for action in ACTIONS])
    return Endpoint.objects.create(name=name, url=url, events=events, **fields)


@pytest.fixture
def work(site: Site) -> Callable[[], None]:
    """What the worker does until nothing is left to do now, after the end of the transaction."""

    def work() -> None:
        before_commit()
        courier.work(Event())

    return work


class Clock(SimpleNamespace):
    """The courier's: it stands still until it is put forward, or back."""

    time: datetime

    def moves(self, **by: float) -> None:
        self.time += timedelta(**by)

    def to_next_attempt(self, endpoint: Endpoint) -> None:
        endpoint.refresh_from_db()
        waiting = Delivery.objects.filter(endpoint=endpoint, state="waiting")
        self.time = max(endpoint.not_before, waiting.get().next_attempt_at)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(time=timezone.now())
    monkeypatch.setattr(courier, "timezone", SimpleNamespace(now=lambda: clock.time))
    return clock
