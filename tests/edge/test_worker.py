"""The worker as an operator runs it, beside a cache that does not answer, and killed at work."""

import subprocess
import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from cms.edge.calls import TIMEOUT
from cms.edge.models import Cursor, Purge
from tests import builders
from tests.core.processes import database_url
from tests.core.processes import start as start_process
from tests.core.test_worker import eventually
from tests.edge.fakes import TOKEN, Answer, Fake, Received


class Varnish(Fake):
    """Answers as long as it is `open`."""

    def __init__(self) -> None:
        self.open = Event()
        self.open.set()
        super().__init__(self.answer)

    def answer(self, received: Received) -> Answer:
        self.open.wait(60)
        return Answer()

    def keys(self) -> list[str]:
        return [each.headers["xkey"] for each in self.received]


@pytest.fixture
def varnish() -> Iterator[Varnish]:
    varnish = Varnish()
    yield varnish
    varnish.open.set()
    varnish.close()


Workers = Callable[[int], list[subprocess.Popen[str]]]


@pytest.fixture
def workers(committed_site: Site, varnish: Varnish) -> Iterator[Workers]:
    started: list[subprocess.Popen[str]] = []

    def workers(number: int) -> list[subprocess.Popen[str]]:
        variables: dict[str, Any] = {
            "DATABASE_URL": database_url(),
            "EDGE_PURGE": f"varnish://{varnish.host}?again=0",
            "EDGE_VARNISH_TOKEN": TOKEN,
            "EDGE_MAX_AGE": "60",
        }
        started.extend(start_process("manage.py", "worker", **variables) for _ in range(number))
        return started[-number:]

    yield workers
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_two_at_once_send_a_batch_once_and_a_killed_one_loses_nothing(
    workers: Workers, varnish: Varnish
) -> None:
    both = workers(2)
    assert eventually(lambda: Purge.objects.filter(status="done").exists(), 60)
    assert varnish.keys() == ["cms"]

    varnish.open.clear()
    began = time.monotonic()
    page = builders.content_page()
    assert time.monotonic() - began < TIMEOUT - 1  # an editor does not wait for a cache
    assert eventually(lambda: len(varnish.keys()) == 2)
    time.sleep(2)  # four passes of the other worker
    assert len(varnish.keys()) == 2
    assert f"page:{page.pk}" in varnish.keys()[1].split()

    for process in both:
        process.kill()
    varnish.open.set()
    Cursor.objects.update(leased_until=timezone.now())  # half a minute later
    workers(1)
    assert eventually(lambda: len(varnish.keys()) == 3, 60)
    assert varnish.keys()[2] == varnish.keys()[1]
    assert eventually(lambda: not Purge.objects.exclude(status="done").exists())


def test_a_restart_of_the_database_loses_nothing(workers: Workers, varnish: Varnish) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on PostgreSQL only")
    [worker] = workers(1)
    assert eventually(lambda: Purge.objects.filter(status="done").exists(), 60)
    pages = []
    for title in ("Before", "After"):
        pages.append(builders.content_page(title))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    wanted = {f"page:{page.pk}" for page in pages}
    assert eventually(lambda: wanted <= set(" ".join(varnish.keys()).split()), 30)
    assert worker.poll() is None
