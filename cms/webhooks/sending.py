"""One request to a receiver: to a checked address, within a time, and no further than that."""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from cms.webhooks.addresses import ForbiddenAddressError, resolve

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 15.0
_MOST_READ = 65_536  # of a longer answer the rest is left unread, and the connection closed
_KEPT = 500
_ERRORS = (HTTPError, OSError, http.client.HTTPException, ForbiddenAddressError)


@dataclass(frozen=True)
class Answer:
    """What came back. Without a status nothing did, and `outcome` says why."""

    status: int | None
    outcome: str
    milliseconds: int
    response: str = ""
    retry_after: str = ""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Wire:
    """The way to one receiver; kept open from one message to the next."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = url
        self._is_secure = parts.scheme == "https"
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if self._is_secure else 80)
        self._headers = {"Host": parts.netloc}
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._connection: HTTPConnection | None = None
        self._is_cut = False

    def post(self, body: str, headers: Mapping[str, str]) -> Answer:
        """Never raises what a receiver or the network can cause."""
        started = time.monotonic()
        status, outcome, retry_after, text = None, "", "", ""
        try:
            with self._time_limit():
                answer = self._request(body.encode(), headers)
                if self._is_cut:  # half of the headers would pass for all of them
                    raise TimeoutError
                status, outcome = answer.status, _in_words(answer)
                retry_after = answer.headers.get("Retry-After", "")
                text = self._beginning_of(answer)
        except _ERRORS as error:
            self.close()
            if status is None:
                outcome = self._reason(error)
        milliseconds = round((time.monotonic() - started) * 1000)
        return Answer(status, outcome, milliseconds, text, retry_after)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _request(self, body: bytes, headers: Mapping[str, str]) -> BaseHTTPResponse:
        if self._connection is None or not self._connection.is_connected:
            self.close()
            self._connect()
        assert self._connection is not None  # noqa: S101  # _connect raises if there is none
        self._connection.timeout = TOTAL_SECONDS
        self._connection.request(
            "POST",
            self._target,
            body=body,
            headers={**self._headers, **headers},
            preload_content=False,
            decode_content=False,
        )
        return self._connection.getresponse()

    def _connect(self) -> None:
        """To an address that is checked; nobody asks again where the name leads."""
        addresses = resolve(self._host, self._port)
        for address in addresses:
            self._connection = self._connection_to(address)
            try:
                self._connection.connect()
                return
            except (HTTPError, OSError):
                self.close()
                if address == addresses[-1] or self._is_cut:
                    raise

    def _connection_to(self, address: str) -> HTTPConnection:
        if not self._is_secure:
            return HTTPConnection(address, self._port, timeout=CONNECT_SECONDS)
        return HTTPSConnection(
            address,
            self._port,
            timeout=CONNECT_SECONDS,
            server_hostname=self._host,
            ssl_context=tls(),
        )

    def _beginning_of(self, answer: BaseHTTPResponse) -> str:
        body = answer.read(_MOST_READ, decode_content=False)
        if len(body) == _MOST_READ:
            self.close()
        return body[:_KEPT].decode(errors="replace").replace("\0", "\ufffd")

    @contextmanager
    def _time_limit(self) -> Iterator[None]:
        """A socket's timeout begins anew with each byte that drips in; this one does not."""
        self._is_cut = False
        timer = Timer(TOTAL_SECONDS, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self._is_cut = True
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            with suppress(OSError):
                # SSLSocket's own would take the TLS object away from who is reading
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def _reason(self, error: Exception) -> str:
        if self._is_cut or isinstance(error, TimeoutError):
            return f"No complete answer within {TOTAL_SECONDS:.0f} seconds"
        cause = error.__cause__ or error
        if isinstance(error, ForbiddenAddressError):
            return f"Refused: {error}"
        if isinstance(cause, TimeoutError):
            return f"No connection within {CONNECT_SECONDS:.0f} seconds"
        if isinstance(cause, socket.gaierror):
            return f"The host {self._host} is not known"
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"The certificate is not valid: {cause.verify_message}"
        if isinstance(cause, ConnectionError | http.client.HTTPException):
            return "The connection was refused or closed without an answer"
        return f"No connection: {getattr(cause, 'strerror', None) or type(cause).__name__}"


@cache
def tls() -> ssl.SSLContext:
    """Trusts whom the machine trusts."""
    return ssl.create_default_context()


def _in_words(answer: BaseHTTPResponse) -> str:
    reason = http.client.responses.get(answer.status, "")
    words = f"{answer.status} {reason}".strip()
    if 300 <= answer.status < 400:
        return f"{words}: redirects are not followed"
    return words
