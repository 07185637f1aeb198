"""The application under test, and addresses beside it that Django never sees.

`/-/bare/` gives body and headers of DATA_DIR/bare.json at once: what the server costs without any
application. `/-/cpu/` gives the processor time that this process has used, in nanoseconds. Below
`/-/kept/` stands the application with its cache, below `/-/kept-50/` with 50 ms of allowed
staleness; all else is built anew.
A request with `X-Count-Queries` is told in its answer how many queries it took; all others
run as in production.
"""

import json
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

django = get_wsgi_application()

from cms.delivery.cache.wsgi import Application, KeptAnswers  # noqa: E402  # needs Django set up

Start = Callable[..., Any]
_KEPT = {
    "/-/kept/": KeptAnswers(django, settings.DELIVERY_CACHE_BYTES),
    "/-/kept-50/": KeptAnswers(django, settings.DELIVERY_CACHE_BYTES, staleness=0.05),
}


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if path == "/-/bare/":
        body, headers = _bare()
        start_response("200 OK", list(headers))
        return [body]
    if path == "/-/cpu/":
        body = str(time.process_time_ns()).encode()
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]
    served: Application = django
    for prefix, kept in _KEPT.items():
        if path.startswith(prefix):
            environ["PATH_INFO"] = path[len(prefix) - 1 :]
            served = kept
    if "HTTP_X_COUNT_QUERIES" in environ:
        return _counted(served, environ, start_response)
    return served(environ, start_response)


@cache
def _bare() -> tuple[bytes, list[tuple[str, str]]]:
    answer = json.loads((settings.DATA_DIR / "bare.json").read_text())
    return answer["body"].encode(), [(name, value) for name, value in answer["headers"]]


def _counted(
    served: Application, environ: dict[str, Any], start_response: Start
) -> Iterable[bytes]:
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
        return served(environ, start)
