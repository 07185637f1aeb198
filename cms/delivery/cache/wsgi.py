"""Serves kept answers before Django has seen the request, and keeps those that Django gives."""

import os
import time
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from threading import Event, Lock
from typing import Any

from django.conf import settings
from django.db import Error, connection

from cms.core.request_log import log_request, new_request_id
from cms.delivery.answers import Keepsake, cache_control
from cms.delivery.cache.answer import Answer, Headers
from cms.delivery.cache.follower import Follower
from cms.delivery.cache.store import Store
from cms.delivery.middleware import KEEPSAKE

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_PLACES = ("/api/delivery/v1/", "/feeds/", "/sitemap", "/llms.txt")
_ELSEWHERE = ("/api/delivery/v1/pictures/", "/api/delivery/v1/docs/")
_PATIENCE = 10  # seconds to wait for another thread that is building the same answer
_OF_ONE_REQUEST = {"X-Request-ID", "Server-Timing"}


class KeptAnswers:
    """A WSGI application around Django's. Only what Django marked as the same for all is kept."""

    def __init__(self, django: Application, limit: int, staleness: float = 0) -> None:
        """`limit`: bytes of memory in each process; `staleness`: seconds, see `Follower`."""
        self.django, self.limit, self.staleness = django, limit, staleness
        self._start()
        os.register_at_fork(after_in_child=self._start)

    def _start(self) -> None:
        """Empty; a forked process inherits neither answers nor locks."""
        self.follower = Follower(Store(self.limit), self.staleness)
        self._lock = Lock()
        self._at_work: dict[Hashable, Event] = {}

    @property
    def store(self) -> Store:
        return self.follower.store

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        started = time.perf_counter()
        since = self._catch_up() if _may_be_kept(environ) else None
        if since is None:
            return self.django(environ, start_response)
        question = _spelling(environ)
        answer = self.store.get(question)
        if answer is None:
            with _Turn(self._at_work, self._lock, question) as is_first:
                answer = None if is_first else self.store.get(question)
                if answer is None:
                    return self._miss(question, since, environ, start_response)
        return self._hit(answer, started, environ, start_response)

    def _catch_up(self) -> int | None:
        """None while the log cannot be read: then nothing is served from memory."""
        if connection.in_atomic_block:  # sees what others do not
            return None
        try:
            return self.follower.catch_up()
        except (Error, TypeError):  # TypeError: the log has lost its head
            with suppress(Error):
                connection.close()
            return None

    def _hit(
        self, answer: Answer, started: float, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        request_id = new_request_id()
        own = [("X-Request-ID", request_id), ("Server-Timing", "cache;desc=hit")]
        status, body = self._send(answer, own, environ, start_response)
        log_request(
            request_id, environ["REQUEST_METHOD"], _path(environ), status, started, len(body)
        )
        return [body]

    def _miss(
        self, question: Hashable, since: int, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Ask Django for all of the answer, whatever the client has of it already."""
        asked = {**environ, "REQUEST_METHOD": "GET"}
        asked.pop("HTTP_IF_NONE_MATCH", None)
        given = _Response(self.django, asked)
        names = dict(given.headers)
        if not given.status.startswith("200 ") or "ETag" not in names:
            start_response(given.status, given.headers)
            return [given.body if environ["REQUEST_METHOD"] != "HEAD" else b""]
        keepsake: Keepsake | None = asked.get(KEEPSAKE)
        answer = Answer(
            key=keepsake and (*keepsake.key, _circumstances(environ)),
            tags=keepsake.tags if keepsake else frozenset(),
            headers=[each for each in given.headers if each[0] not in _OF_ONE_REQUEST],
            body=given.body,
        )
        if keepsake and "Set-Cookie" not in names:
            answer = self.follower.keep(question, answer, since)
        own = [each for each in given.headers if each[0] in _OF_ONE_REQUEST]
        _status, body = self._send(answer, own, environ, start_response)
        return [body]

    def _send(
        self, answer: Answer, own: Headers, environ: Environ, start_response: StartResponse
    ) -> tuple[int, bytes]:
        """Status and body: the answer as the client takes it, or 304 if it has that already."""
        if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            variant = answer.zipped()
            self.store.weigh(answer)
        else:
            variant = answer.plain()
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and _names(known, variant.etag):
            start_response("304 Not Modified", self._timely(variant.headers_of_304 + own))
            return 304, b""
        start_response("200 OK", self._timely(variant.headers + own))
        return 200, variant.body if environ["REQUEST_METHOD"] != "HEAD" else b""

    def _timely(self, headers: Headers) -> Headers:
        """A CDN may keep it only until the clock changes something."""
        if not (settings.EDGE_MAX_AGE and self.follower.due):
            return headers
        until = cache_control(self.follower.due)
        return [
            (name, until if name == "Cache-Control" and "s-maxage" in value else value)
            for name, value in headers
        ]


class _Response:
    """All that an application answers."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self.status = ""
        self.headers: Headers = []
        parts = application(environ, self._start)
        try:
            self.body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def _start(self, status: str, headers: Headers, exc_info: Any = None) -> None:
        self.status, self.headers = status, headers


class _Turn:
    """One thread at a time builds an answer; those that come meanwhile wait for it."""

    def __init__(self, at_work: dict[Hashable, Event], lock: Lock, question: Hashable) -> None:
        self.at_work, self.lock, self.question = at_work, lock, question
        self.mine: Event | None = None

    def __enter__(self) -> bool:
        """Whether this thread is the first."""
        with self.lock:
            other = self.at_work.get(self.question)
            if other is None:
                self.mine = self.at_work[self.question] = Event()
                return True
        other.wait(_PATIENCE)
        return False

    def __exit__(self, *error: object) -> None:
        if self.mine is not None:
            with self.lock:
                del self.at_work[self.question]
            self.mine.set()


def _may_be_kept(environ: Environ) -> bool:
    """Asked by a reader like any other, for something that Django may mark as kept."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and environ["PATH_INFO"].startswith(_PLACES)
        and not environ["PATH_INFO"].startswith(_ELSEWHERE)
        and "HTTP_AUTHORIZATION" not in environ
    )


def _spelling(environ: Environ) -> Hashable:
    """All of a request by which Django decides. Cookies are not: the API knows none."""
    return (
        _circumstances(environ),
        environ.get("HTTP_HOST") or (environ["SERVER_NAME"], environ["SERVER_PORT"]),
        environ["PATH_INFO"],
        environ.get("QUERY_STRING"),
        environ.get("HTTP_ACCEPT"),
    )


def _circumstances(environ: Environ) -> tuple[Any, ...]:
    """What decides over headers, whatever the question: the scheme, and the origin of a script."""
    proxy = settings.SECURE_PROXY_SSL_HEADER
    return (
        environ["wsgi.url_scheme"],
        environ.get(proxy[0]) if proxy else None,
        None if settings.CORS_ALLOW_ALL_ORIGINS else environ.get("HTTP_ORIGIN"),
    )


def _names(if_none_match: str, etag: str) -> bool:
    """Whether a validator is among those that a client has."""
    names = (each.strip().removeprefix("W/") for each in if_none_match.split(","))
    return any(name in (etag, "*") for name in names)


def _path(environ: Environ) -> str:
    path: str = environ["PATH_INFO"]
    return path.encode("latin-1").decode("utf-8", "replace")
