"""Old changes are cleared away, and nobody who has seen them all has to start over."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Site

from cms.core.chores import all_chores
from cms.events import log
from cms.events.compacting import compact
from cms.events.models import Change
from tests import builders

Told = Callable[[], list[Change]]


def aged(changes: list[Change], days: float) -> list[int]:
    """Their numbers, after they have been made older."""
    numbers = [each.sequence for each in changes]
    at = timezone.now() - timedelta(days=days)
    Change.objects.filter(sequence__lte=max(numbers)).update(at=at)
    return numbers


def test_the_old_ones_go_and_the_newest_of_them_stays(told: Told) -> None:
    for name in ("Water", "Soil", "Air"):
        builders.section(name)
    old = aged(told(), days=31)
    builders.section("Fire")
    (young,) = told()

    assert compact() > 0

    assert [each.sequence for each in log.after(old[-1])] == [young.sequence]
    assert Change.objects.filter(sequence__lte=old[-1]).count() == 1
    with pytest.raises(log.TooOldError):
        log.after(old[-3])


def test_who_is_up_to_date_stays_so_where_nothing_happens(told: Told) -> None:
    builders.section()
    aged(told(), days=1000)
    compact()
    assert log.after(log.newest()) == []
    assert compact() == 0


def test_the_time_is_a_setting(told: Told, settings: Any) -> None:
    builders.section()
    aged(told(), days=10)
    assert compact() == 0
    settings.CHANGES_KEPT_DAYS = 9
    assert compact() > 0


def test_a_date_in_the_future_keeps_nothing(told: Told) -> None:
    builders.section("Water")
    (wrong,) = told()
    builders.section("Soil")
    aged(told(), days=40)
    ahead = timezone.now() + timedelta(days=4000)
    Change.objects.filter(sequence=wrong.sequence).update(at=ahead)
    compact()
    assert not Change.objects.filter(sequence=wrong.sequence).exists()


def test_in_parts(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.events.compacting._AT_ONCE", 2)
    for number in range(7):
        builders.section(f"Section {number}")
    newest = aged(told(), days=40)[-1]
    stopping = Event()
    stopping.set()
    assert compact(stopping=stopping) == 0
    assert compact() == newest - 1


def test_by_command_and_by_the_worker(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    builders.section()
    newest = aged(told(), days=2)[-1]
    call_command("compact_changes", "--keep", "1")
    assert capsys.readouterr().out == f"{newest - 1} changes cleared away.\n"

    builders.section("Soil")
    (change,) = told()
    aged([change], days=40)
    for chore in all_chores():
        chore.action(Event())
    assert not Change.objects.filter(sequence=newest).exists()


@pytest.mark.parametrize("days", ["-1", "1000000"])
def test_an_impossible_time(site: Site, days: str) -> None:
    with pytest.raises(CommandError, match="days"):
        call_command("compact_changes", f"--keep={days}")
