"""Caches' interfaces on this machine: they note what comes, and refuse what real ones would."""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "a-token-that-nobody-may-see"


@dataclass(frozen=True)
class Received:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    status: int = 200
    body: str = "{}"
    headers: dict[str, str] = field(default_factory=dict)


class Fake:
    """Answers by `rule`, or with what stands in `next_answers`, oldest first."""

    def __init__(self, rule: Callable[[Received], Answer]) -> None:
        self.rule = rule
        self.received: list[Received] = []
        self.next_answers: list[Answer] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def take(self) -> list[Received]:
        """What has come since the last call."""
        taken, self.received = self.received, []
        return taken

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                received = Received(self.command, self.path, headers, body)
                fake.received.append(received)
                given = fake.next_answers.pop(0) if fake.next_answers else fake.rule(received)
                self.send_response(given.status)
                for name, value in given.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(given.body.encode())

            do_GET = do_POST = do_PURGE = handle_any

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


def endpoint(received: Received) -> Answer:
    """An endpoint of one's own."""
    body = received.json
    assert received.method == "POST"
    assert received.headers["content-type"] == "application/json"
    assert set(body) == {"tags", "urls", "everything"}
    return Answer()


def fastly(received: Received) -> Answer:
    """As Fastly's documentation of its purging API says."""
    if received.headers.get("fastly-key") != TOKEN:
        return Answer(401, '{"msg":"Provided credentials are missing or invalid"}')
    if received.method != "POST":
        return Answer(405)
    if re.fullmatch(r"/service/\w+/purge_all", received.path):
        is_soft = "fastly-soft-purge" in received.headers
        return Answer(400 if is_soft or received.body else 200, '{"status":"ok"}')
    if re.fullmatch(r"/purge/[\w.-]+(:\d+)?/.*", received.path):
        return Answer(200, '{"status":"ok","id":"108-1391560174-974124"}')
    if re.fullmatch(r"/service/\w+/purge", received.path):
        keys = received.json["surrogate_keys"]
        fits = all(re.fullmatch(r"[!-~]{1,1024}", key) for key in keys)
        if not (received.json.keys() == {"surrogate_keys"} and fits and 0 < len(keys) <= 256):
            return Answer(400, '{"msg":"Bad request"}')
        return Answer(200, json.dumps(dict.fromkeys(keys, "108-1391560174-974124")))
    return Answer(404, '{"msg":"Record not found"}')


def cloudflare(received: Received) -> Answer:
    """As Cloudflare's documentation of `purge_cache` says."""
    if not re.fullmatch(r"/zones/[0-9a-f]{32}/purge_cache", received.path):
        return Answer(404, _cloudflare_error(7003, "Could not route to that path"))
    if received.headers.get("authorization") != f"Bearer {TOKEN}":
        return Answer(403, _cloudflare_error(10000, "Authentication error"))
    [(kind, value)] = received.json.items()
    if kind in ("tags", "files"):
        fits = 0 < len(value) <= 100 and all(0 < len(each) <= 1024 for each in value)
    else:
        fits = (kind, value) == ("purge_everything", True)
    if received.headers["content-type"] != "application/json" or not fits:
        return Answer(400, _cloudflare_error(1094, "Unable to purge"))
    return Answer(200, '{"success":true,"errors":[],"messages":[],"result":{"id":"9a7806061c88"}}')


def _cloudflare_error(code: int, message: str) -> str:
    errors = [{"code": code, "message": message}]
    return json.dumps({"success": False, "errors": errors, "messages": [], "result": None})
