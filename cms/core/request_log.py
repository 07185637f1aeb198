"""One log line for each request."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("cms.request")


class RequestLogMiddleware:
    """Logs method, path, status, milliseconds, bytes and a request id, as one JSON object.

    The query string stays out: it can hold a reader's search or a token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = new_request_id()
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        size = None if response.streaming else len(response.content)
        log_request(request_id, request.method, request.path, response.status_code, started, size)
        return response


def new_request_id() -> str:
    return uuid.uuid4().hex


def log_request(
    request_id: str,
    method: str | None,
    path: str,
    status: int,
    started: float,
    size: int | None,
) -> None:
    """Write the line; `started` is of `time.perf_counter`, `size` in bytes, None if unknown."""
    logger.info(
        "request",
        extra={
            "request_id": request_id,
            "method": method,
            "path": path,
            "status": status,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "bytes": size,
        },
    )
