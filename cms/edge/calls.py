"""One HTTP request to a cache, and what can go wrong with it."""

import json
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils import timezone

TIMEOUT = 10  # seconds without a byte
_MOST_BYTES = 100_000
_REFUSALS = {400, 413, 414, 422, 431}  # the request itself is not liked: it will not be later


@dataclass(frozen=True)
class Call:
    """`body` is sent as JSON. `secret` stands in some header, and must not be shown."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    secret: str = ""


class FailedError(Exception):
    """A call without success, with a reason for people to read."""

    def __init__(self, reason: str, *, is_refusal: bool = False, retry_after: float = 0) -> None:
        super().__init__(reason)
        self.is_refusal = is_refusal
        self.retry_after = retry_after  # seconds that the cache asks for


class _NoRedirects(HTTPRedirectHandler):
    """A secret is for nobody else than its receiver."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


_opener = build_opener(_NoRedirects)


def send(call: Call) -> Any:
    """The answer's JSON, None if it is none.

    Raises:
        FailedError: no answer, or one that is no success.
    """
    headers = {"User-Agent": "cms-purge", **call.headers}
    data = None
    if call.body is not None:
        data = json.dumps(call.body, separators=(",", ":")).encode()
        headers["Content-Type"] = "application/json"
    request = Request(call.url, data, headers, method=call.method)  # noqa: S310  # an operator's
    try:
        with _opener.open(request, timeout=TIMEOUT) as response:
            return _as_json(response.read(_MOST_BYTES))
    except HTTPError as error:
        with error:
            raise _failure(call, error) from None
    except (OSError, HTTPException, ValueError) as error:
        raise FailedError(_without(call.secret, f"No answer: {_words(error)}")) from None


def _failure(call: Call, error: HTTPError) -> FailedError:
    try:
        text = error.read(300).decode(errors="replace")
    except (OSError, HTTPException):
        text = ""
    return FailedError(
        _without(call.secret, f"{error.code} {error.reason}: {' '.join(text.split())}"),
        is_refusal=error.code in _REFUSALS,
        retry_after=_seconds(error.headers.get("Retry-After", "")),
    )


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return str(reason) or type(error).__name__


def _without(secret: str, text: str) -> str:
    return text.replace(secret, "…") if secret else text


def _seconds(retry_after: str) -> float:
    """Of `Retry-After`, which is a number of seconds or a date."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        return (parsedate_to_datetime(retry_after) - timezone.now()).total_seconds()
    except (TypeError, ValueError):
        return 0


def _as_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
