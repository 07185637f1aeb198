"""Carries messages to their endpoints.

One thread talks to the database and hands out work; others do nothing but send, one for each
endpoint that is served. So a receiver that hangs holds up itself alone, and a worker needs no more
than one connection to the database.

An endpoint is served under a lease, by one worker at a time. A worker that is killed leaves it to
run out; what it was sending then is sent again, with the same `webhook-id`.
"""

import secrets
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event
from types import TracebackType

from django.utils import timezone

from cms.webhooks.fan_out import fan_out
from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.queue import endpoints_to_serve, give_back, next_deliveries, take_lease
from cms.webhooks.results import record
from cms.webhooks.sending import Answer, Wire
from cms.webhooks.signing import signed_headers

_THREADS = 32
_TROUBLED = 16  # of them; the rest is kept for endpoints that answer
_AT_ONCE = 50
_TURN_SECONDS = 10  # then the next endpoint, if there are more than threads
_LOOK_SECONDS = 0.2


def work(stopping: Event) -> None:
    """Tell and send until there is nothing left to do now."""
    with Courier() as courier:
        looked_at = time.monotonic()
        while not stopping.is_set():
            if not courier.is_busy or time.monotonic() > looked_at + _LOOK_SECONDS:
                fan_out(stopping)
                courier.take_up()
                looked_at = time.monotonic()
            if not courier.is_busy:
                return
            courier.go_on()
        courier.finish()


@dataclass
class Round:
    """The serving of one endpoint."""

    endpoint: Endpoint
    token: str
    wire: Wire
    deliveries: list[Delivery]
    ends_at: float = field(default_factory=lambda: time.monotonic() + _TURN_SECONDS)


class Courier:
    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="webhook")
        self._sending: dict[Future[Answer], Round] = {}

    def __enter__(self) -> "Courier":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    @property
    def is_busy(self) -> bool:
        return bool(self._sending)

    def take_up(self) -> None:
        """Start serving endpoints that wait, as far as there are threads."""
        free = _THREADS - len(self._sending)
        troubled = sum(each.endpoint.failures > 0 for each in self._sending.values())
        now = timezone.now()
        for endpoint in endpoints_to_serve(now)[:free]:
            troubled += endpoint.failures > 0
            if endpoint.failures > 0 and troubled > _TROUBLED:
                break  # those after it have failed as well
            token = secrets.token_hex(16)
            if leased := take_lease(endpoint.pk, token, now):
                self._send_next(Round(leased, token, Wire(leased.url), []))

    def go_on(self) -> None:
        """Write down what has been answered, and send what comes next there."""
        done, _rest = wait(self._sending, _LOOK_SECONDS, FIRST_COMPLETED)
        for future in done:
            round_ = self._sending.pop(future)
            if self._record(round_, future) and time.monotonic() < round_.ends_at:
                self._send_next(round_)
            else:
                self._end(round_)

    def finish(self) -> None:
        """Wait for the answers that are still to come."""
        for future, round_ in self._sending.items():
            self._record(round_, future)
            self._end(round_)
        self._sending.clear()

    def _send_next(self, round_: Round) -> None:
        now = timezone.now()
        round_.deliveries = round_.deliveries or next_deliveries(round_.endpoint, now, _AT_ONCE)
        if not round_.deliveries:
            self._end(round_)
            return
        if round_.wire.url != round_.endpoint.url:
            round_.wire.close()
            round_.wire = Wire(round_.endpoint.url)
        message = round_.deliveries[0].message
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "cms-webhooks",
            **signed_headers(message.pk, message.body, round_.endpoint.secrets(now), now),
        }
        future = self._pool.submit(round_.wire.post, message.body, headers)
        self._sending[future] = round_

    def _record(self, round_: Round, future: Future[Answer]) -> bool:
        """Whether this endpoint may be sent more at once."""
        delivery = round_.deliveries.pop(0)
        endpoint = record(delivery, round_.token, future.result(), timezone.now())
        if endpoint is None:
            return False
        round_.endpoint = endpoint
        return True

    def _end(self, round_: Round) -> None:
        round_.wire.close()
        give_back(round_.endpoint.pk, round_.token)
