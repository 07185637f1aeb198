"""A frontend that talks to a WSGI application as gunicorn would, without a socket."""

import gzip
import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from cms.delivery.cache.wsgi import KeptAnswers
from cms.wsgi import application

API = "/api/delivery/v1/"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> bytes:
        zipped = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.raw) if zipped else self.raw

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def is_hit(self) -> bool:
        return self.headers.get("Server-Timing") == "cache;desc=hit"

    @property
    def tags(self) -> set[str]:
        return set(self.headers["Surrogate-Key"].split())


class Frontend:
    """One web process, as far as its cache goes."""

    def __init__(self, limit: int = 10_000_000, staleness: float = 0) -> None:
        self.kept = KeptAnswers(application.django, limit, staleness)

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        path = path if path.startswith("/") else API + path
        place, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": place.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        started: list[Any] = []
        parts = self.kept(environ, lambda *given: started.extend(given[:2]))
        try:
            raw = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return Reply(int(started[0].split()[0]), dict(started[1]), raw)
