"""The demonstration as `make run` serves it."""

from collections.abc import Callable, Iterable, Iterator
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import override_settings
from wagtail.models import Site

from tests.docs.requests import HOST, ask


@pytest.fixture
def as_make_run_serves_it(demo: None, db: None) -> Iterator[None]:
    hostname, port = HOST.split(":")
    Site.objects.filter(is_default_site=True).update(hostname=hostname, port=port)
    with override_settings(WAGTAILADMIN_BASE_URL=f"http://{HOST}"):
        yield


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def backend(as_make_run_serves_it: None) -> Iterator[str]:
    """The address of a server that answers over the test's own connection and transaction."""
    connection: Any = connections[DEFAULT_DB_ALIAS]

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        response = ask(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        start(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]

    def serve() -> None:
        connections[DEFAULT_DB_ALIAS] = connection
        server.serve_forever(poll_interval=0.05)

    with make_server("127.0.0.1", 0, answer, handler_class=Quiet) as server:
        thread = Thread(target=serve, daemon=True)
        connection.inc_thread_sharing()
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            connection.dec_thread_sharing()
