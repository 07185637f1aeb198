"""The cache as operators run it: gunicorn with several forked processes, on the same database."""

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from django.db import Error, connection
from wagtail.models import PageViewRestriction

from cms.delivery.cache import follower
from tests import builders
from tests.core.processes import database_url, start
from tests.delivery.frontend import Frontend

pytestmark = pytest.mark.usefixtures("committed_site")


@contextmanager
def gunicorn(workers: int) -> Iterator[str]:
    """The address of the Delivery API, as the Procfile would serve it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = start(
        "-m",
        "gunicorn",
        "cms.wsgi",
        PORT=str(port),
        HTTPS="0",
        ALLOWED_HOSTS="*",
        LOG_LEVEL="ERROR",
        WEB_CONCURRENCY=str(workers),
        DATABASE_URL=database_url(),
    )
    try:
        address = f"http://127.0.0.1:{port}/api/delivery/v1/"
        _wait_for(f"http://127.0.0.1:{port}/readyz")
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=40)


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urlopen(url, timeout=5).close()  # noqa: S310
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("gunicorn does not answer")


def ask(url: str) -> tuple[str, str]:
    """Body and Server-Timing, over a connection of its own, which any process may take."""
    request = Request(url, headers={"Connection": "close"})  # noqa: S310
    with urlopen(request, timeout=20) as response:  # noqa: S310
        return response.read().decode(), response.headers["Server-Timing"]


def test_every_process_tells_the_new_state_once_publishing_has_returned() -> None:
    page = builders.section()
    with gunicorn(workers=2) as api:
        for number in range(3):
            title = f"Rivers {number}"
            page.title = title
            page.save_revision().publish()
            answers = [ask(f"{api}pages/{page.pk}/") for _ in range(12)]
            assert all(title in body for body, _timing in answers)
            assert "cache;desc=hit" in {timing for _body, timing in answers}
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        for _ in range(8):
            assert title not in ask(f"{api}pages/")[0]


def test_a_database_that_was_away_leaves_no_stale_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While the log cannot be read, Django answers; afterwards memory serves again."""
    page, frontend = builders.section(), Frontend()
    frontend.get(f"pages/{page.pk}/")

    def broken() -> int:
        raise Error("terminating connection due to administrator command")

    monkeypatch.setattr(follower, "newest", broken)
    assert not frontend.get(f"pages/{page.pk}/").is_hit
    page.title = "Rivers"
    page.save_revision().publish()
    assert frontend.get(f"pages/{page.pk}/").json()["title"] == "Rivers"
    monkeypatch.undo()
    assert frontend.get(f"pages/{page.pk}/").json()["title"] == "Rivers"
    assert frontend.get(f"pages/{page.pk}/").is_hit


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on PostgreSQL only")
def test_a_connection_that_the_server_has_closed_costs_a_hit_and_nothing_else() -> None:
    page, frontend = builders.section(), Frontend()
    frontend.get(f"pages/{page.pk}/")
    connection.connection.close()  # as a restart does to all of them
    assert frontend.get(f"pages/{page.pk}/").status == 200
    assert frontend.get(f"pages/{page.pk}/").is_hit


def test_a_hit_is_logged_and_protected_like_any_answer(caplog: Any) -> None:
    page, frontend = builders.section(), Frontend()
    frontend.get(f"pages/{page.pk}/")
    with caplog.at_level(logging.INFO, logger="cms.request"):
        reply = frontend.get(f"pages/{page.pk}/")
    (line,) = [record for record in caplog.records if record.name == "cms.request"]
    assert (line.path, line.status) == (f"/api/delivery/v1/pages/{page.pk}/", 200)
    assert line.request_id == reply.headers["X-Request-ID"]
    assert line.bytes == len(reply.raw)
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
