"""The clock shows and hides, also when it jumps."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from cms.events import clock, states
from cms.events.models import Change
from tests import builders

HOUR = timedelta(hours=1)
Told = Callable[[], list[Change]]


@pytest.fixture
def at(monkeypatch: Any) -> Callable[[datetime], None]:
    """Sets the clock of the log, and has it look."""

    def put(moment: datetime) -> None:
        for module in (clock, states):
            monkeypatch.setattr(module, "timezone", SimpleNamespace(now=lambda: moment))
        clock.tell()

    return put


def actions(changes: list[Change]) -> list[tuple[str, str]]:
    return [(each.action, each.title) for each in changes]


def test_forth_and_back_and_forth(told: Told, at: Callable[[datetime], None]) -> None:
    now = timezone.now()
    section = builders.section(expire_at=now + HOUR)
    builders.content_page("Inner", parent=section)
    builders.contact(expire_at=now + 2 * HOUR)
    told()
    at(now + HOUR + timedelta(minutes=1))
    assert actions(told()) == [("unpublished", "Water"), ("unpublished", "Inner")]
    at(now + 3 * HOUR)
    assert actions(told()) == [("unpublished", "Press Office")]
    at(now)
    assert actions(told()) == [
        ("published", "Water"),
        ("published", "Inner"),
        ("published", "Press Office"),
    ]
    assert clock.next_change() == now + HOUR
    at(now + 3 * HOUR)
    assert len(told()) == 3
    at(now + 3 * HOUR)
    assert told() == []


def test_two_dates_passed_at_once(told: Told, at: Callable[[datetime], None]) -> None:
    """A page that came and went while nobody looked has never been seen."""
    now = timezone.now()
    page = builders.section(live=False)
    type(page).objects.filter(pk=page.pk).update(
        live=True, go_live_at=now + HOUR, expire_at=now + 2 * HOUR
    )
    type(page).objects.get(pk=page.pk).save()
    told()
    assert clock.next_change() == now + HOUR
    at(now + 3 * HOUR)
    assert told() == []
    assert clock.next_change() is None


def test_looking_costs_little(
    told: Told, at: Callable[[datetime], None], django_assert_num_queries: Any
) -> None:
    builders.section(expire_at=timezone.now() + HOUR)
    told()
    with django_assert_num_queries(2):
        clock.tell()
