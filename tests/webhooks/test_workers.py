"""Workers as operators run them: killed in the middle, and several at once."""

import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from threading import Event

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from cms.webhooks import courier
from cms.webhooks.models import Delivery, Endpoint
from tests import builders
from tests.core.processes import database_url, start
from tests.core.test_worker import eventually
from tests.webhooks.conftest import make_endpoint
from tests.webhooks.receiver import Received, Receiver, Reply

Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def start_worker(committed_site: Site) -> Iterator[Start]:
    started = []

    def begin() -> subprocess.Popen[str]:
        process = start(
            "manage.py", "worker", DATABASE_URL=database_url(), WEBHOOK_ALLOWED_HOSTS="127.0.0.1"
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def publish(number: int) -> None:
    page = builders.section("Water")
    for each in range(1, number):
        page.title = f"Water {each}"
        page.save_revision().publish()


def are_delivered(number: int) -> Callable[[], bool]:
    return lambda: Delivery.objects.filter(state="delivered").count() == number


def test_a_worker_that_is_killed_in_the_middle(start_worker: Start, receiver: Receiver) -> None:
    """Nothing is lost, and what was on its way comes again with the same id."""
    make_endpoint(receiver.url)
    publish(4)

    def reply(received: Received) -> Reply:
        if len(receiver.received) == 2:
            receiver.released.wait(60)
        return (204, {}, b"")

    receiver.reply = reply
    worker = start_worker()
    assert eventually(lambda: len(receiver.received) == 2, 60)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    receiver.released.set()
    Endpoint.objects.update(leased_until=timezone.now())  # a minute later
    start_worker()
    assert eventually(are_delivered(4), 60)
    ids = [each.id for each in receiver.received]
    assert ids[1] == ids[2]
    assert len(set(ids)) == 4
    numbers = [each.number for each in receiver.received]
    assert numbers == sorted(numbers)


PUBLISH_AND_DIE = """
import os, signal
from wagtail.models import Page
Page.objects.get(pk={pk}).specific.save_revision().publish()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_dies_right_after_publishing(
    committed_site: Site, receiver: Receiver
) -> None:
    """What is committed is told, whoever is left to do it."""
    page = builders.section("Water")
    make_endpoint(receiver.url)
    process = start(
        *("manage.py", "shell", "-c", PUBLISH_AND_DIE.format(pk=page.pk)),
        DATABASE_URL=database_url(),
    )
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    courier.work(Event())
    assert [each.object_id for each in receiver.received] == [page.pk]


def test_a_restart_of_the_database(start_worker: Start, receiver: Receiver) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on PostgreSQL only")
    make_endpoint(receiver.url)
    worker = start_worker()
    for _restart in range(2):
        known = len(receiver.received)
        publish(10)
        assert eventually(lambda known=known: len(receiver.received) > known + 2, 60)  # type: ignore[misc]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        Endpoint.objects.update(leased_until=timezone.now())  # a minute later
    assert eventually(are_delivered(20), 60)
    assert worker.poll() is None
    assert len({each.id for each in receiver.received}) == Delivery.objects.count() == 20


def test_two_workers_send_nothing_twice(start_worker: Start, receiver: Receiver) -> None:
    for number in range(6):
        make_endpoint(f"{receiver.url}/{number}", f"Endpoint {number}")
    start_worker()
    start_worker()
    publish(10)
    assert eventually(are_delivered(60), 60)
    sent = Counter((each.path, each.id) for each in receiver.received)
    assert len(sent) == 60
    assert set(sent.values()) == {1}
    for path in {each.path for each in receiver.received}:
        numbers = [each.number for each in receiver.received if each.path == path]
        assert numbers == sorted(numbers)
    assert not Endpoint.objects.exclude(failures=0).exists()
