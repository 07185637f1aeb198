"""A small HTTP client: keep-alive, GET, JSON; it costs far less than what it measures."""

import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """One connection, kept open."""

    def __init__(self, port: int, host: str) -> None:
        self.host = host  # what the Host header says
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        self.socket.close()

    def get(self, path: str, **headers: str) -> Answer:
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {self.host}",
            "Accept: application/json",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        ]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
        return self._read()

    def follow(self, path: str, **headers: str) -> list[Answer]:
        """GET, and again where it redirects to. Returns all answers, the last one at the end."""
        answers = [self.get(path, **headers)]
        while answers[-1].status in (301, 302) and len(answers) < 5:
            target = urlsplit(answers[-1].headers["location"])
            answers.append(self.get(f"{target.path}?{target.query}".rstrip("?"), **headers))
        return answers

    def _read(self) -> Answer:
        data = self._more(b"")
        while (end := data.find(b"\r\n\r\n")) < 0:
            data = self._more(data)
        status, *lines = data[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        length = end + 4 + int(headers["content-length"])
        while len(data) < length:
            data = self._more(data)
        return Answer(int(status.split()[1]), headers, data[end + 4 : length])

    def _more(self, data: bytes) -> bytes:
        received = self.socket.recv(1 << 18)
        if not received:
            raise ConnectionError("the server hung up")
        return data + received
