"""The application under test, and two addresses beside it that Django never sees.

`/-/bare/` gives the bytes in DATA_DIR/bare.json at once: what the server costs without any
application. `/-/cpu/` gives the processor time that this process has used, in nanoseconds.
A request with `X-Count-Queries` is told in its answer how many queries it took; all others
run as in production.
"""

import os
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import cache
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

Start = Callable[..., Any]
django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if path == "/-/bare/":
        return _json(_bare(), start_response)
    if path == "/-/cpu/":
        return _json(str(time.process_time_ns()).encode(), start_response)
    if "HTTP_X_COUNT_QUERIES" in environ:
        return _counted(environ, start_response)
    return django(environ, start_response)


@cache
def _bare() -> bytes:
    return bytes((settings.DATA_DIR / "bare.json").read_bytes())


def _json(body: bytes, start_response: Start) -> list[bytes]:
    length = ("Content-Length", str(len(body)))
    start_response("200 OK", [("Content-Type", "application/json"), length])
    return [body]


def _counted(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    queries = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Queries", str(queries))], *rest)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(count))
        return django(environ, start)
