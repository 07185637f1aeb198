"""Content goes live and ends at its time: each item once, by itself, whatever the others do."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Page, Revision, Site
from wagtail.signals import page_published, page_unpublished

from cms.core import scheduling
from cms.core.scheduling import Scheduler
from tests import builders

MINUTE = timedelta(minutes=1)


def approve(thing: Any, go_live_at: datetime, **fields: Any) -> Any:
    """A draft that an editor has approved for a time, which may be over by now."""
    for name, value in {"go_live_at": go_live_at, **fields}.items():
        setattr(thing, name, value)
    thing.save_revision(approved_go_live_at=go_live_at)
    return thing


def expire(thing: Any, expire_at: datetime) -> Any:
    type(thing).objects.filter(pk=thing.pk).update(expire_at=expire_at)
    return type(thing).objects.get(pk=thing.pk)


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def actions(thing: Any) -> list[str]:
    return list(registry.get_logs_for_instance(thing).values_list("action", flat=True))


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> SimpleNamespace:
    """A clock for the scheduler that stands still until it is put forward."""
    clock = SimpleNamespace(time=now)
    monkeypatch.setattr(scheduling, "timezone", SimpleNamespace(now=lambda: clock.time))
    return clock


@pytest.mark.usefixtures("site")
class TestDue:
    def test_a_page_goes_live(self, now: datetime) -> None:
        page = approve(builders.content_page(live=False), now - MINUTE)
        Scheduler().run()
        assert fresh(page).live
        assert "wagtail.publish.scheduled" in actions(page)
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()

    def test_a_snippet_goes_live(self, now: datetime) -> None:
        contact = approve(builders.contact(live=False), now - MINUTE)
        Scheduler().run()
        assert fresh(contact).live
        assert "wagtail.publish.scheduled" in actions(contact)

    def test_a_page_ends(self, now: datetime) -> None:
        page = expire(builders.content_page(), now - MINUTE)
        Scheduler().run()
        page = fresh(page)
        assert not page.live
        assert page.expired
        assert "wagtail.unpublish.scheduled" in actions(page)

    def test_a_snippet_ends(self, now: datetime) -> None:
        contact = expire(builders.contact(), now - MINUTE)
        Scheduler().run()
        contact = fresh(contact)
        assert not contact.live
        assert contact.expired

    def test_what_is_not_due_waits(self, now: datetime) -> None:
        draft = approve(builders.content_page("Soon", live=False), now + MINUTE)
        page = expire(builders.content_page("For a while"), now + MINUTE)
        Scheduler().run()
        assert not fresh(draft).live
        assert fresh(page).live

    def test_what_is_over_before_it_is_published_ends_in_the_same_pass(
        self, now: datetime
    ) -> None:
        page = builders.content_page(live=False)
        approve(page, now - 2 * MINUTE, expire_at=now - MINUTE)
        Scheduler().run()
        page = fresh(page)
        assert not page.live
        assert page.expired

    def test_the_end_of_one_version_keeps_the_schedule_of_the_next(
        self, now: datetime, clock: SimpleNamespace
    ) -> None:
        page = expire(builders.content_page("Summer"), now - MINUTE)
        approve(page, now + MINUTE, title="Winter", expire_at=None)
        Scheduler().run()
        assert not fresh(page).live
        clock.time = timezone.now() + 2 * MINUTE
        revision = Revision.objects.get(approved_go_live_at__isnull=False)
        revision.content["go_live_at"] = None  # Wagtail itself looks at the real clock
        revision.save()
        Scheduler().run()
        assert fresh(page).live
        assert fresh(page).title == "Winter"


@pytest.mark.usefixtures("site")
class TestFailure:
    @pytest.fixture
    def broken(self, now: datetime) -> Page:
        """A page whose approved revision cannot be published: its slug is taken by now."""
        page = builders.content_page("Second", live=False)
        approve(page, now - 2 * MINUTE, slug="same")
        builders.content_page("First", slug="same")
        return page

    @pytest.fixture
    def log(self, caplog: pytest.LogCaptureFixture) -> Iterator[Any]:
        with caplog.at_level(logging.ERROR, logger="cms.core.scheduling"):
            yield caplog

    def test_it_blocks_nothing_and_is_logged(self, broken: Page, now: datetime, log: Any) -> None:
        page = approve(builders.content_page("Third", live=False), now - MINUTE)
        assert Scheduler().run() == 1
        assert fresh(page).live
        assert not fresh(broken).live
        (record,) = log.records
        assert "Publication" in record.message
        assert "next try in 30 s" in record.message
        assert record.exc_info

    def test_it_is_tried_again_after_pauses_that_grow(
        self, broken: Page, clock: SimpleNamespace
    ) -> None:
        scheduler = Scheduler()
        results = []
        for seconds in (0, 2, 30, 31, 91):
            clock.time += timedelta(seconds=seconds)
            results.append(scheduler.run())
        assert results == [1, 0, 1, 0, 1]

    def test_it_goes_live_once_it_is_mended(self, broken: Page, clock: SimpleNamespace) -> None:
        scheduler = Scheduler()
        scheduler.run()
        Page.objects.get(slug="same").delete()
        clock.time += timedelta(hours=2)
        assert scheduler.run() == 0
        assert fresh(broken).live

    def test_a_revision_of_nothing_is_reported(self, now: datetime, log: Any) -> None:
        page = approve(builders.content_page(live=False), now - MINUTE)
        Revision.objects.for_instance(page).update(object_id="999999")
        assert Scheduler().run() == 1
        assert "DoesNotExist" in log.text


def test_two_at_once_do_everything_once(committed_site: Site) -> None:
    """Wagtail's own command, run twice at once, sent 19 signals for 10 due items."""
    now = timezone.now()
    for number in range(5):
        approve(builders.content_page(f"New {number}", live=False), now - MINUTE)
        expire(builders.content_page(f"Old {number}"), now - MINUTE)
    signals: list[str] = []
    start = Barrier(2)

    def note(instance: Page, **kwargs: Any) -> None:
        signals.append(instance.title)

    def run(_number: int) -> int:
        start.wait()
        try:
            return Scheduler().run()
        finally:
            connection.close()

    page_published.connect(note)
    page_unpublished.connect(note)
    try:
        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(run, range(2))) == [0, 0]
    finally:
        page_published.disconnect(note)
        page_unpublished.disconnect(note)
    Scheduler().run()  # what one of them skipped while the other held it
    titles = [f"{age} {number}" for age in ("New", "Old") for number in range(5)]
    assert sorted(signals) == titles
    assert Page.objects.filter(title__startswith="New", live=True).count() == 5
    assert Page.objects.filter(title__startswith="Old", live=False).count() == 5
