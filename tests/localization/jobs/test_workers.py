"""Jobs with workers as operators run them: killed in the middle, and two at once."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, Site

from cms.localization.jobs import starting
from cms.localization.jobs.models import Job, JobItem
from tests import builders
from tests.core.processes import database_url, start
from tests.core.test_worker import eventually
from tests.localization.test_requesting import languages

Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def start_worker(committed_site: Site) -> Iterator[Start]:
    started = []

    def begin() -> subprocess.Popen[str]:
        process = start("manage.py", "worker", DATABASE_URL=database_url())
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def job(pages: int) -> tuple[Job, list[Page]]:
    section = builders.section("Water")
    made = [section, *(builders.content_page(f"Well {n}", parent=section) for n in range(pages))]
    user: Any = get_user_model().objects.create_superuser("admin")
    tree = Page.objects.descendant_of(section, inclusive=True)
    locales = [builders.locale("fr"), builders.locale("es")]
    return starting.request_pages(user, tree, locales, "Water"), made


def done() -> int:
    return JobItem.objects.filter(state="done").count()


def is_whole(pages: list[Page]) -> bool:
    """Every page has one translation in each language, and the tree is sound."""
    each = all(page.get_translations().count() == 2 for page in pages)
    return each and Page.find_problems() == ([], [], [], [], [])


def test_a_worker_that_is_killed_in_the_middle(start_worker: Start) -> None:
    asked, pages = job(12)
    worker = start_worker()
    assert eventually(lambda: done() >= 3, 90)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert 3 <= done() < 26
    JobItem.objects.exclude(leased_until=None).update(
        leased_until=timezone.now()
    )  # a minute later
    start_worker()
    assert eventually(lambda: Job.objects.exclude(ended_at=None).exists(), 90)
    assert asked.items.filter(state="done").count() == 26
    assert is_whole(pages)


def test_two_workers(start_worker: Start) -> None:
    asked, pages = job(12)
    start_worker()
    start_worker()
    assert eventually(lambda: Job.objects.exclude(ended_at=None).exists(), 120)
    assert asked.items.filter(state="done").count() == 26
    assert set(asked.items.values_list("tries", flat=True)) == {1}
    assert is_whole(pages)
    assert languages(pages[-1]) == {"fr", "es"}
