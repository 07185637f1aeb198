"""The worker as an operator runs it."""

import logging
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Site

from cms import settings as production
from tests import builders
from tests.core.processes import database_url, start
from tests.core.test_scheduling import MINUTE, approve, fresh

TASK = "tests.core.tasks.note_title"


def enqueue(page: Page, **fields: Any) -> DBTaskResult:
    """A row as `task.enqueue()` makes it; the tests' own settings run tasks at once."""
    return DBTaskResult.objects.create(
        task_path=TASK,
        backend_name="default",
        args_kwargs={"args": [page.pk], "kwargs": {}},
        run_after=timezone.now(),
        **fields,
    )


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def worker(committed_site: Site) -> Iterator[subprocess.Popen[str]]:
    process = start("manage.py", "worker", DATABASE_URL=database_url())
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_it_runs_tasks_and_publishes_at_the_time(worker: subprocess.Popen[str]) -> None:
    page = builders.content_page(live=False)
    task = enqueue(page)
    assert eventually(lambda: fresh(task).status == "SUCCESSFUL")
    assert fresh(task).return_value == page.title

    go_live_at = timezone.now() + timedelta(seconds=1)
    approve(page, go_live_at)
    assert eventually(lambda: fresh(page).live)
    assert timezone.now() - go_live_at < timedelta(seconds=5)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly(worker: subprocess.Popen[str], how: int) -> None:
    task = enqueue(builders.home())
    assert eventually(lambda: fresh(task).status == "SUCCESSFUL")
    worker.send_signal(how)
    output, _ = worker.communicate(timeout=5)
    assert worker.returncode == 0, output
    assert "Traceback" not in output


def test_it_outlives_a_restart_of_the_database(worker: subprocess.Popen[str]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on PostgreSQL only")
    page = builders.content_page(live=False)
    task = enqueue(page)
    assert eventually(lambda: fresh(task).status == "SUCCESSFUL")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    task = enqueue(page)
    approve(page, timezone.now())
    assert eventually(lambda: fresh(task).status == "SUCCESSFUL" and fresh(page).live)
    assert worker.poll() is None


@pytest.mark.usefixtures("site")
class TestOnce:
    """`worker --once`, for cron."""

    @pytest.fixture(autouse=True)
    def queue(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """The worker's connection is the test's own here, and must not be closed."""
        settings.TASKS = production.TASKS
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def test_it_does_what_is_due(self) -> None:
        page = approve(builders.content_page(live=False), timezone.now() - MINUTE)
        task = enqueue(page)
        call_command("worker", "--once")
        assert fresh(page).live
        assert fresh(task).status == "SUCCESSFUL"

    def test_it_fails_if_something_could_not_be_published(self) -> None:
        page = approve(builders.content_page(live=False), timezone.now() - MINUTE, slug="same")
        builders.content_page("Faster", slug="same")
        with pytest.raises(CommandError, match="1 scheduled"):
            call_command("worker", "--once")
        assert not fresh(page).live

    def test_a_failed_task_is_an_error_in_the_log(self, caplog: pytest.LogCaptureFixture) -> None:
        page = builders.content_page()
        task = enqueue(page)
        page.delete()
        with caplog.at_level(logging.ERROR):
            call_command("worker", "--once")
        assert fresh(task).status == "FAILED"
        assert "DoesNotExist" in fresh(task).traceback
        assert str(task.pk) in caplog.text

    def test_a_task_that_the_database_broke_off_is_tried_again(self) -> None:
        failed = {
            "status": "FAILED",
            "finished_at": timezone.now(),
            "exception_class_path": "django.db.utils.OperationalError",
        }
        task = enqueue(builders.home(), worker_ids=["one"], **failed)
        hopeless = enqueue(builders.home(), worker_ids=["one", "two", "three"], **failed)
        call_command("worker", "--once")
        assert fresh(task).status == "SUCCESSFUL"
        assert fresh(hopeless).status == "FAILED"

    def test_a_task_that_lost_its_worker_is_tried_again(self) -> None:
        long_ago = timezone.now() - timedelta(hours=2)
        running = {"status": "RUNNING", "started_at": long_ago}
        lost = enqueue(builders.home(), worker_ids=["killed"], **running)
        deadly = enqueue(builders.home(), worker_ids=["one", "two", "three"], **running)
        busy = enqueue(builders.home(), status="RUNNING", started_at=timezone.now())
        call_command("worker", "--once")
        assert fresh(lost).status == "SUCCESSFUL"
        assert fresh(deadly).status == "FAILED"
        assert fresh(busy).status == "RUNNING"

    def test_it_throws_away_what_is_old(self) -> None:
        old = timezone.now() - timedelta(days=30)
        task = enqueue(builders.home(), status="SUCCESSFUL", finished_at=old, queue_name="other")
        Session.objects.create(session_key="old", expire_date=old)
        call_command("worker", "--once")
        assert not DBTaskResult.objects.filter(pk=task.pk).exists()
        assert not Session.objects.exists()
