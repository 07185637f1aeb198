"""A receiver of webhooks, in a thread: answers as it is told, and remembers what it was sent."""

import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from standardwebhooks import Webhook


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def data(self) -> Any:
        return json.loads(self.body)["data"]

    @property
    def number(self) -> int:
        """Of the change in the log."""
        return int(self.data["cursor"].partition(".")[0])

    @property
    def object_id(self) -> int:
        return int(self.data["object"]["id"])

    def verified(self, secret: str) -> Any:
        """The message, as the official library accepts it."""
        return Webhook(secret).verify(self.body, self.headers)


Reply = tuple[int, dict[str, str], bytes]


class Receiver:
    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.received: list[Received] = []
        self.server_names: list[str] = []  # that were asked for by TLS
        self.reply: Callable[[Received], Reply] = lambda received: (204, {}, b"")
        self.released = Event()  # what hangs goes on then
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_port
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.scheme = "https" if context else "http"

    def __enter__(self) -> "Receiver":
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/hook"

    def answers(self, status: int, body: bytes = b"", **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.reply = lambda received: (status, named, body)

    def hangs(self) -> None:
        def wait(received: Received) -> Reply:
            self.released.wait(60)
            return (204, {}, b"")

        self.reply = wait


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            received = Received(self.path, headers, body)
            receiver.received.append(received)
            status, answered, content = receiver.reply(received)
            try:
                self.send_response(status)
                for name, value in answered.items():
                    self.send_header(name, value)
                if status != 204:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # who asked has gone

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
