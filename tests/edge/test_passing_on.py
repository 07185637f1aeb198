"""From the content log to the caches: in batches, until they are done."""

import logging
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from wagtail.models import Site

from cms.edge import calls, purging
from cms.edge.models import Cursor, Purge
from cms.events import log
from cms.events.models import Change, Head
from tests import builders
from tests.edge.conftest import let_time_pass, pass_over
from tests.edge.fakes import TOKEN, Answer, Fake

Status = Purge.Status


def newest() -> Purge:
    purge = Purge.objects.first()
    assert purge
    return purge


def change(number: int, tags_of: Callable[[int], list[str]]) -> None:
    """So many changes in the log, as an import makes them."""
    first = log.newest() + 1
    Change.objects.bulk_create(
        Change(
            sequence=first + each,
            at=timezone.now(),
            action="updated",
            type="home.ContentPage",
            object_id=each,
            title="A page",
            tags=tags_of(each),
        )
        for each in range(number)
    )
    Head.objects.update(sequence=F("sequence") + number)


class TestBatches:
    def test_a_new_cache_may_hold_anything(self, start: Callable[..., Fake], site: Site) -> None:
        builders.content_page()
        endpoint = start()
        pass_over()
        assert [each.json["everything"] for each in endpoint.take()] == [True]

    def test_what_a_publication_concerns_is_purged(self, endpoint: Fake) -> None:
        page = builders.content_page()
        assert endpoint.take() == []  # nobody has waited for it
        pass_over()
        [asked] = endpoint.take()
        assert f"page:{page.pk}" in asked.json["tags"]
        assert "pages:en" in asked.json["tags"]

    def test_a_draft_is_nobodys_business(self, endpoint: Fake) -> None:
        page = builders.content_page()
        pass_over()
        endpoint.take()
        page.title = "Another title"
        page.save_revision()
        pass_over()
        assert endpoint.take() == []

    def test_changes_come_together_and_each_tag_once(self, endpoint: Fake) -> None:
        read = log.newest()
        change(40, lambda each: ["pages", f"page:{each % 20}"])
        pass_over()
        [asked] = endpoint.take()
        assert sorted(asked.json["tags"]) == sorted(["pages", *(f"page:{i}" for i in range(20))])
        assert (newest().first_change, newest().last_change) == (read + 1, read + 40)

    def test_a_large_import_is_one_batch_of_everything(self, endpoint: Fake) -> None:
        change(10_000, lambda each: [f"page:{each}", f"link:{each}", f"alternates:{each:032d}"])
        tracemalloc.start()
        pass_over()
        _size, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert [each.json["everything"] for each in endpoint.take()] == [True]
        assert newest().last_change == log.newest()
        assert newest().reason == "More than 10000 tags."
        assert most < 10_000_000

    def test_if_the_log_begins_later_everything_is_purged(self, endpoint: Fake) -> None:
        change(5, lambda each: ["pages"])
        Change.objects.all().delete()
        Head.objects.update(oldest=F("sequence"))
        pass_over()
        assert [each.json["everything"] for each in endpoint.take()] == [True]
        pass_over()
        assert endpoint.take() == []

    def test_a_pass_without_changes_only_reads(
        self, endpoint: Fake, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(4) as queries:
            pass_over()
        assert all(each["sql"].startswith("SELECT") for each in queries.captured_queries)

    def test_caches_do_not_wait_for_each_other(
        self, endpoint: Fake, start: Callable[..., Fake]
    ) -> None:
        other = start(address="http://HOST/other")
        pass_over()
        endpoint.take(), other.take()
        endpoint.next_answers = [Answer(500)] * 3
        builders.content_page()
        pass_over()
        builders.content_page("Another")
        pass_over()
        assert len(endpoint.take()) == 1
        assert len(other.take()) == 2


class TestAgain:
    """An answer that was on its way while the content changed would stay."""

    def test_all_is_purged_once_more(self, start: Callable[..., Fake], site: Site) -> None:
        varnish = start(lambda _: Answer(), "varnish://HOST?again=3")
        pass_over()
        assert newest().status == Status.REPEATING
        assert timedelta(seconds=2) < newest().next_at - timezone.now() <= timedelta(seconds=3)
        purged_at = newest().done_at
        pass_over()
        let_time_pass()
        pass_over()
        first, second = varnish.take()
        assert first == second
        assert newest().status == Status.DONE
        assert newest().done_at == purged_at

    def test_unless_the_operator_says_so(self, start: Callable[..., Fake], site: Site) -> None:
        start(lambda _: Answer(), "varnish://HOST?again=0")
        pass_over()
        assert newest().status == Status.DONE


class TestFailures:
    def test_it_is_tried_until_it_is_done(self, endpoint: Fake) -> None:
        endpoint.next_answers = [Answer(500, "out of order"), Answer(500, "still")]
        builders.content_page()
        pass_over()
        pass_over()
        assert len(endpoint.take()) == 1  # there is a pause
        assert newest().reason == "500 Internal Server Error: out of order"
        assert newest().next_at > timezone.now()
        let_time_pass()
        pass_over()
        assert (newest().status, newest().attempts) == (Status.WAITING, 2)
        let_time_pass()
        pass_over()
        assert newest().status == Status.REPEATING
        assert newest().attempts == 3
        assert len({each.body for each in endpoint.take()}) == 1

    def test_pauses_grow_up_to_a_minute(self, endpoint: Fake) -> None:
        endpoint.next_answers = [Answer(503)] * 10
        builders.content_page()
        pauses = []
        for _attempt in range(10):
            let_time_pass()
            pass_over()
            pauses.append((newest().next_at - timezone.now()).total_seconds())
        assert pauses[0] < 2
        assert 40 < pauses[-1] <= 72

    @pytest.mark.parametrize(("asked", "seconds"), [("120", 120), ("999999", 3600), ("soon", 1)])
    def test_a_cache_may_ask_for_patience(self, endpoint: Fake, asked: str, seconds: int) -> None:
        endpoint.next_answers = [Answer(429, headers={"Retry-After": asked})]
        builders.content_page()
        pass_over()
        pause = newest().next_at - timezone.now()
        assert abs(pause.total_seconds() - seconds) < 2

    def test_meanwhile_changes_gather_in_one_batch(self, endpoint: Fake) -> None:
        endpoint.next_answers = [Answer(503)]
        builders.content_page("First")
        pass_over()
        pages = [builders.content_page(title) for title in ("Second", "Third")]
        pass_over()
        builders.content_page("Fourth")
        pass_over()
        endpoint.take()
        let_time_pass()
        pass_over()
        first, second = endpoint.take()
        assert f"page:{pages[0].pk}" not in first.json["tags"]
        assert {f"page:{page.pk}" for page in pages} <= set(second.json["tags"])

    def test_a_batch_goes_on_where_it_ended(
        self, endpoint: Fake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        change(3000, lambda each: [f"page:{each}"])
        endpoint.next_answers = [Answer(), Answer(503)]
        pass_over()
        endpoint.take()
        let_time_pass()
        pass_over()
        assert [each.json["tags"][0] for each in endpoint.take()] == ["page:1000", "page:2000"]

    def test_what_is_refused_is_purged_with_everything(self, endpoint: Fake) -> None:
        endpoint.next_answers = [Answer(422, "too many tags")]
        builders.content_page()
        pass_over()
        let_time_pass()
        pass_over()
        assert [each.json["everything"] for each in endpoint.take()] == [False, True]
        assert newest().status == Status.REPEATING

    def test_a_cache_that_hangs(self, endpoint: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(calls, "TIMEOUT", 0.05)
        endpoint.server.shutdown()
        builders.content_page()
        pass_over()
        assert newest().reason == "No answer: timed out"

    def test_a_cache_that_is_gone(self, endpoint: Fake) -> None:
        endpoint.close()
        builders.content_page()
        pass_over()
        assert newest().reason == "No answer: [Errno 111] Connection refused"

    def test_the_log_tells_of_it_without_secrets(
        self, endpoint: Fake, caplog: pytest.LogCaptureFixture
    ) -> None:
        endpoint.next_answers = [Answer(401, f"not {TOKEN}")] * 5
        builders.content_page()
        with caplog.at_level(logging.INFO, "cms.edge"):
            for _attempt in range(5):
                let_time_pass()
                pass_over()
        levels = [each.levelno for each in caplog.records]
        assert levels == [logging.WARNING] * 4 + [logging.ERROR]
        assert "401 Unauthorized: not …" in caplog.text
        assert TOKEN not in caplog.text


class TestTwoWorkers:
    def lease(self, until: timedelta) -> None:
        Cursor.objects.update(leased_until=timezone.now() + until)

    def test_one_serves_a_cache(self, endpoint: Fake) -> None:
        builders.content_page()
        self.lease(timedelta(seconds=20))
        pass_over()
        assert endpoint.take() == []

    def test_after_one_that_died(self, endpoint: Fake) -> None:
        builders.content_page()
        self.lease(timedelta(seconds=-1))
        pass_over()
        assert len(endpoint.take()) == 1
        assert Cursor.objects.get().leased_until is None

    def test_after_the_clock_was_put_back(self, endpoint: Fake) -> None:
        endpoint.next_answers = [Answer(503)]
        builders.content_page()
        pass_over()
        self.lease(timedelta(days=1))
        Purge.objects.update(next_at=timezone.now() + timedelta(days=1))
        pass_over()
        assert newest().status == Status.REPEATING

    def test_who_has_lost_the_lease_stops(
        self, endpoint: Fake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def slowly(call: calls.Call) -> Any:
            self.lease(timedelta(seconds=20))  # another worker's
            return calls.send(call)

        monkeypatch.setattr(purging, "send", slowly)
        change(2000, lambda each: [f"page:{each}"])
        pass_over()
        assert len(endpoint.take()) == 1
        assert newest().status == Status.WAITING
