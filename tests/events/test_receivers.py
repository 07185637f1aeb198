"""Rooms that pass changes on say who was told of a thing."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from cms.events import receivers
from cms.events.receivers import Told, who_was_told

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_other_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receivers, "_sources", [])


def edge(type_name: str, object_id: int) -> Iterable[Told]:
    if (type_name, object_id) == ("home.ContentPage", 7):
        yield Told(NOON, "Cache at the edge", "cleared")
        yield Told(NOON - timedelta(hours=2), "Cache at the edge", "cleared")


def webhooks(type_name: str, object_id: int) -> Iterable[Told]:
    for minutes in range(1, 1000):
        yield Told(NOON - timedelta(minutes=minutes), "Webhook", "200", "/admin/deliveries/1/")


def test_all_sources_are_asked_and_the_newest_comes_first() -> None:
    receivers.register(webhooks)
    receivers.register(edge)

    told = who_was_told("home.ContentPage", 7, limit=3)

    assert [(each.receiver, each.at) for each in told] == [
        ("Cache at the edge", NOON),
        ("Webhook", NOON - timedelta(minutes=1)),
        ("Webhook", NOON - timedelta(minutes=2)),
    ]


def test_a_source_is_asked_for_the_thing_and_once() -> None:
    receivers.register(edge)
    receivers.register(edge)

    assert len(who_was_told("home.ContentPage", 7)) == 2
    assert who_was_told("news.NewsPage", 7) == []
