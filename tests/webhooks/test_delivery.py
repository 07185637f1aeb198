"""Receivers that fail, hang or go away, and what becomes of their messages."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from django.utils import timezone

from cms.core.database import before_commit
from cms.webhooks import courier, results, sending
from cms.webhooks.models import Attempt, Delivery, Endpoint
from home.models import SectionPage
from tests import builders
from tests.webhooks.conftest import Clock, make_endpoint
from tests.webhooks.receiver import Received, Receiver, Reply

Work = Callable[[], None]


def change(page: SectionPage, title: str) -> None:
    page.title = title
    page.save_revision().publish()
    before_commit()


def titles(endpoint: Endpoint, **wanted: object) -> list[str]:
    rows = Delivery.objects.filter(endpoint=endpoint, **wanted).order_by("pk")
    return list(rows.values_list("message__title", flat=True))


def test_an_hour_of_errors(
    endpoint: Endpoint, receiver: Receiver, work: Work, clock: Clock
) -> None:
    """Few requests while it lasts; then everything arrives, and for each thing in order."""
    receiver.answers(500, b"Out of order")
    first, second = builders.section("First"), builders.section("Second")
    before_commit()
    for number in range(5):
        change(first, f"First {number}")
        change(second, f"Second {number}")
    for _minute in range(60):
        work()
        clock.moves(minutes=1)
    assert 5 <= len(receiver.received) <= 15
    attempt = Attempt.objects.first()
    assert attempt is not None
    assert (attempt.status, attempt.outcome) == (500, "500 Internal Server Error")
    assert attempt.response == "Out of order"

    receiver.answers(200)
    receiver.received.clear()
    clock.moves(minutes=20)
    for _minute in range(30):
        work()
        clock.moves(minutes=1)
    assert not Delivery.objects.exclude(state="delivered").exists()
    assert len(receiver.received) == 12
    for page in (first, second):
        numbers = [each.number for each in receiver.received if each.object_id == page.pk]
        assert numbers == sorted(numbers)
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.failing_since) == (0, None)


def test_the_same_message_keeps_its_id(
    endpoint: Endpoint, receiver: Receiver, work: Work, clock: Clock
) -> None:
    receiver.answers(503)
    builders.section("Water")
    work()
    receiver.answers(200)
    clock.moves(minutes=1)
    work()
    before, after = receiver.received
    assert (before.id, before.body) == (after.id, after.body)
    assert before.headers["webhook-timestamp"] != after.headers["webhook-timestamp"]


def test_one_message_that_fails_stops_no_other(
    endpoint: Endpoint,
    receiver: Receiver,
    work: Work,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    poison, other = builders.section("Poison"), builders.section("Other")
    before_commit()

    def reply(received: Received) -> Reply:
        return (400 if received.object_id == poison.pk else 204, {}, b"")

    receiver.reply = reply
    change(poison, "Poison again")
    change(other, "Other again")
    for _round in range(3):
        work()
        clock.moves(seconds=10)
    assert titles(endpoint, state="delivered") == ["Other", "Other again"]
    assert titles(endpoint, tries=0) == ["Poison again"]  # waits for the one before it

    monkeypatch.setattr(results, "TRIES", 5)
    for number in range(3):
        clock.moves(hours=8)
        work()
        change(other, f"Other {number}")
        clock.moves(minutes=5)
        work()
    assert titles(endpoint, state="failed", tries=5) == ["Poison"]
    assert "Other 2" in titles(endpoint, state="delivered")


@pytest.mark.parametrize("status", [429, 503, 400])
def test_retry_after_is_honoured(
    endpoint: Endpoint, receiver: Receiver, work: Work, clock: Clock, status: int
) -> None:
    receiver.answers(status, Retry_After="1800")
    builders.section("Water")
    work()
    builders.section("Soil")  # concerns whatever it is sent
    clock.moves(minutes=29)
    work()
    assert len(receiver.received) == 1
    receiver.answers(200)
    clock.moves(minutes=2)
    work()
    assert len(receiver.received) == 3


def test_gone_pauses_it(
    endpoint: Endpoint,
    receiver: Receiver,
    work: Work,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    receiver.answers(410)
    builders.section("Water")
    with caplog.at_level(logging.ERROR, "cms.webhooks"):
        work()
    endpoint.refresh_from_db()
    assert endpoint.paused_at
    assert "410 Gone" in endpoint.pause_reason
    assert "Webhook endpoint paused" in caplog.text
    builders.section("Soil")
    clock.moves(days=1)
    work()
    assert len(receiver.received) == 1
    assert titles(endpoint, state="waiting") == ["Water", "Soil"]


def test_redirects_are_not_followed(endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
    receiver.answers(307, Location=receiver.url + "/elsewhere")
    builders.section("Water")
    work()
    assert len(receiver.received) == 1
    assert "redirects are not followed" in Delivery.objects.get().outcome


def test_days_of_failing_pause_it(
    endpoint: Endpoint,
    receiver: Receiver,
    work: Work,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    receiver.answers(500)
    builders.section("Water")
    with caplog.at_level(logging.WARNING, "cms.webhooks"):
        while not endpoint.paused_at:
            work()
            clock.to_next_attempt(endpoint)
    endpoint.refresh_from_db()
    assert endpoint.paused_at
    assert timedelta(days=3) < endpoint.paused_at - endpoint.failing_since < timedelta(days=4)
    assert endpoint.pause_reason == "No success for 3 days. Last: 500 Internal Server Error"
    words = [record.message for record in caplog.records]
    assert words == ["Webhook endpoint is failing", "Webhook endpoint paused"]
    assert len(receiver.received) <= 24


def test_a_clock_that_jumps(
    endpoint: Endpoint, receiver: Receiver, work: Work, clock: Clock
) -> None:
    """Forward: nothing is given up or paused at once. Back: nothing waits for the old time."""
    receiver.answers(500)
    builders.section("Water")
    work()
    clock.moves(days=400)
    work()
    endpoint.refresh_from_db()
    assert endpoint.paused_at is None
    assert titles(endpoint, state="waiting") == ["Water"]
    receiver.answers(200)
    clock.moves(days=-800)
    work()
    assert titles(endpoint, state="delivered") == ["Water"]


def test_a_lease_of_another_time(
    endpoint: Endpoint, receiver: Receiver, work: Work, clock: Clock
) -> None:
    """A worker died, then the clock was put back."""
    Endpoint.objects.update(lease="dead", leased_until=clock.time)
    clock.moves(days=-1)
    builders.section("Water")
    work()
    assert len(receiver.received) == 1


def test_nobody_answers_there(
    endpoint: Endpoint, receiver: Receiver, work: Work, clock: Clock
) -> None:
    receiver.__exit__()
    builders.section("Water")
    work()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries) == ("waiting", 1)
    assert delivery.outcome == "The connection was refused or closed without an answer"


def test_many_that_hang_leave_room_for_others(
    endpoint: Endpoint, receiver: Receiver, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that have failed before get half of the threads, however many they are."""
    monkeypatch.setattr(sending, "TOTAL_SECONDS", 1.5)
    monkeypatch.setattr(courier, "_THREADS", 4)
    monkeypatch.setattr(courier, "_TROUBLED", 2)
    arrived: list[float] = []
    receiver.hangs()
    for number in range(5):
        make_endpoint(f"{receiver.url}/{number}", f"Hangs {number}", failures=1)
    Endpoint.objects.filter(pk=endpoint.pk).update(failures=1)
    with Receiver() as quick:

        def reply(received: Received) -> Reply:
            arrived.append(time.monotonic())
            return (200, {}, b"")

        quick.reply = reply
        later = make_endpoint(quick.url, "Quick", paused_at=timezone.now())
        builders.section("Water")
        before_commit()
        started = time.monotonic()
        seen = courier.Courier.go_on

        def go_on(self: courier.Courier) -> None:
            """The quick one has something to send when the others hang already."""
            Endpoint.objects.filter(pk=later.pk).update(paused_at=None)
            seen(self)

        monkeypatch.setattr(courier.Courier, "go_on", go_on)
        work()
    assert arrived[0] - started < 1.2


def test_a_receiver_that_hangs_delays_no_other(
    endpoint: Endpoint, receiver: Receiver, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TOTAL_SECONDS", 1.0)
    arrived: list[float] = []
    receiver.hangs()
    with Receiver() as quick:
        quick.reply = lambda received: (arrived.append(time.monotonic()), (200, {}, b""))[1]
        make_endpoint(quick.url, "Quick")
        for number in range(5):
            builders.section(f"Section {number}")
        started = time.monotonic()
        work()
        assert len(arrived) == 5
        assert max(arrived) - started < 0.8
    (outcome,) = Delivery.objects.filter(endpoint=endpoint, tries=1).values_list(
        "outcome", flat=True
    )
    assert outcome == "No complete answer within 1 seconds"


def later(asked: Event, released: Event, status: int) -> Callable[[Received], Reply]:
    """Answers when it is released."""

    def reply(received: Received) -> Reply:
        asked.set()
        released.wait(60)
        return (status, {}, b"")

    return reply


def test_what_is_deleted_while_it_is_sent(
    endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    asked = Event()
    receiver.reply = later(asked, receiver.released, 200)
    builders.section("Water")
    before_commit()
    with courier.Courier() as sending_courier:
        courier.fan_out(Event())
        sending_courier.take_up()
        asked.wait(60)
        endpoint.delete()
        receiver.released.set()
        while sending_courier.is_busy:
            sending_courier.go_on()
    assert not Attempt.objects.exists()


def test_a_worker_that_was_asleep_too_long(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    """Its lease has run out, and another has gone on: a late failure undoes nothing."""
    asked = Event()
    receiver.reply = later(asked, receiver.released, 500)
    builders.section("Water")
    before_commit()
    with courier.Courier() as asleep:
        courier.fan_out(Event())
        asleep.take_up()
        asked.wait(60)
        clock.moves(minutes=2)
        receiver.answers(200)
        courier.work(Event())
        assert titles(endpoint, state="delivered") == ["Water"]
        receiver.released.set()
        while asleep.is_busy:
            asleep.go_on()
    assert titles(endpoint, state="delivered") == ["Water"]
    assert Attempt.objects.count() == 2
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.lease) == (0, "")
