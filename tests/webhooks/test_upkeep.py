"""What is kept, for how long, and who is told what of it."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone
from wagtail.models import Site

from cms.core.database import before_commit
from cms.events.models import Change, Head
from cms.events.receivers import who_was_told
from cms.webhooks import fan_out, housekeeping, queue
from cms.webhooks.models import Attempt, Delivery, Endpoint, Message
from tests import builders
from tests.webhooks.conftest import make_endpoint
from tests.webhooks.receiver import Receiver

Work = Callable[[], None]


def test_old_messages_are_thrown_away(endpoint: Endpoint, work: Work) -> None:
    builders.section("Old")
    work()
    Message.objects.update(created_at=timezone.now() - timedelta(days=31))
    builders.section("New")
    work()
    housekeeping.forget(Event())
    assert list(Message.objects.values_list("title", flat=True)) == ["New"]
    assert (Delivery.objects.count(), Attempt.objects.count()) == (1, 1)


@pytest.mark.parametrize(("is_paused", "is_kept"), [(False, True), (True, False)])
def test_what_is_still_to_be_sent_is_kept(
    endpoint: Endpoint, receiver: Receiver, work: Work, is_paused: bool, is_kept: bool
) -> None:
    """Not for an endpoint that nobody resumes for a month."""
    receiver.answers(500)
    builders.section("Water")
    work()
    Message.objects.update(created_at=timezone.now() - timedelta(days=31))
    if is_paused:
        Endpoint.objects.update(paused_at=timezone.now())
    housekeeping.forget(Event())
    assert Message.objects.exists() is is_kept


def test_who_was_told_of_a_page(endpoint: Endpoint, receiver: Receiver, work: Work) -> None:
    receiver.reply = lambda received: (
        (500, {}, b"") if received.path.endswith("broken") else (200, {}, b"")
    )
    make_endpoint(receiver.url + "/broken", "Broken")
    page = builders.section("Water")
    before_commit()
    builders.section("Soil")
    work()
    told = who_was_told("home.SectionPage", page.pk)
    assert sorted((str(each.receiver), str(each.outcome)) for each in told) == [
        ("Broken", "waiting: 500 Internal Server Error"),
        ("Frontend", "delivered: 200 OK"),
    ]


def test_a_log_that_has_been_cleared_away(
    endpoint: Endpoint, receiver: Receiver, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody keeps quiet about what cannot be told any more."""
    builders.section("Water")
    before_commit()
    Head.objects.update(oldest=F("sequence"))
    Change.objects.all().delete()
    work()
    (received,) = receiver.received
    body = received.verified(endpoint.secret)
    assert body["type"] == "content.resync"
    assert "The content log does not go on" in caplog.text
    builders.section("Soil")
    work()
    assert receiver.received[-1].data["html_path"] == "/en/soil/"


def log_of(number: int, **fields: Any) -> None:
    """So many changes, as one import makes them."""
    head = Head.objects.get()
    made = [
        Change(
            sequence=head.sequence + each,
            at=timezone.now(),
            action="published",
            type="home.ContentPage",
            object_id=each,
            locale="en",
            title=f"Page {each}",
            version="0" * 16,
            **{"html_path": f"/en/page-{each}/", "tags": ["pages:en"], **fields},
        )
        for each in range(1, number + 1)
    ]
    Change.objects.bulk_create(made, batch_size=1000)
    Head.objects.update(sequence=head.sequence + number)


def test_an_import_is_read_in_parts(
    endpoint: Endpoint,
    receiver: Receiver,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Any,
) -> None:
    sizes: list[int] = []
    write = fan_out._write

    def measured(changes: list[Change], endpoints: list[Endpoint]) -> None:
        sizes.append(len(changes))
        write(changes, endpoints)

    monkeypatch.setattr(fan_out, "_write", measured)
    log_of(1200)
    with django_assert_max_num_queries(60):
        fan_out.fan_out(Event())
    assert sizes == [500, 500, 200]
    assert Delivery.objects.count() == 1200


def test_nothing_is_lost_when_reading_is_broken_off(
    endpoint: Endpoint, receiver: Receiver, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the messages, before the cursor: neither is there."""
    write = fan_out._write

    def broken_off(changes: list[Change], endpoints: list[Endpoint]) -> None:
        write(changes, endpoints)
        raise SystemExit

    builders.section("Water")
    monkeypatch.setattr(fan_out, "_write", broken_off)
    with pytest.raises(SystemExit):
        work()
    assert not Message.objects.exists()
    monkeypatch.setattr(fan_out, "_write", write)
    work()
    work()
    assert len(receiver.received) == 1


def test_a_message_stays_small(
    site: Site, endpoint: Endpoint, receiver: Receiver, work: Work
) -> None:
    """Too many tags give way to those that all answers have; never to fewer answers."""
    many = [f"absent:{number:020}" for number in range(1000)]
    few, path = many[:20], "/en/" + "%D8%A5" * 600
    log_of(1, tags=few, html_path=path)
    log_of(1, tags=many, html_path=path)
    log_of(1, tags=few, html_path=path * 6)  # no server takes such a request
    work()
    assert max(len(each.body) for each in receiver.received) < 20_000
    told = [(each.data["html_path"], each.data["cache_tags"]) for each in receiver.received]
    folded = ["everything", f"site:{site.pk}"]
    assert told == [(path, few), (path, folded), (None, folded)]


def test_a_long_queue_is_looked_at_by_indexes(endpoint: Endpoint) -> None:
    """Without them the look for what comes first would read the queue for each row of it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads so few rows as they lie")
    now = timezone.now()
    for rows in (queue.endpoints_to_serve(now), queue._to_send(endpoint, now)):
        plan = rows.explain()
        assert "INDEX webhooks_in_order (endpoint_id=? AND state=? AND thing=?" in plan
        assert "SCAN webhooks_delivery" not in plan
