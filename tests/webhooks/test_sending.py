"""One request: its time, its size, and whom it trusts."""

import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from cms.webhooks import sending
from cms.webhooks.sending import Wire
from tests.webhooks.receiver import Receiver


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "TOTAL_SECONDS", 0.6)


@pytest.fixture
def raw(settings: Any) -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """A server that says on each connection what it likes; gives its address."""
    settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1"]
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(talk: Callable[[socket.socket], None]) -> str:
        def run() -> None:
            connection, _address = listener.accept()
            with connection:
                connection.recv(65_536)
                with suppress(OSError):  # who asked has had enough
                    talk(connection)

        Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield serve
    listener.close()


def drips(beginning: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.sendall(beginning)
        for _drop in range(100):
            connection.sendall(drop)
            time.sleep(0.1)

    return talk


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    "beginning", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nX-Long: "]
)
def test_headers_that_drip(raw: Callable[..., str], beginning: bytes) -> None:
    started = time.monotonic()
    answer = Wire(raw(drips(beginning, b"A"))).post("{}", {})
    assert time.monotonic() - started < 2
    assert not answer.is_success
    assert answer.outcome.startswith("No complete answer within")


@pytest.mark.usefixtures("hasty")
def test_a_body_that_drips_has_said_enough(raw: Callable[..., str]) -> None:
    started = time.monotonic()
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    answer = Wire(raw(drips(head, b"A"))).post("{}", {})
    assert time.monotonic() - started < 2
    assert answer.is_success


def test_a_body_without_end(raw: Callable[..., str]) -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 500 Oh\r\n\r\n")
        for _part in range(10_000):
            connection.sendall(b"A" * 65_536)

    answer = Wire(raw(talk)).post("{}", {})
    assert (answer.status, answer.response) == (500, "A" * 500)


@pytest.mark.parametrize("noise", [b"\x00\xff\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b""])
def test_what_is_not_http(raw: Callable[..., str], noise: bytes) -> None:
    answer = Wire(raw(lambda connection: connection.sendall(noise))).post("{}", {})
    assert answer.status is None
    assert answer.outcome == "The connection was refused or closed without an answer"


def test_what_no_database_can_keep(receiver: Receiver) -> None:
    receiver.answers(400, b"nul \0, half \xc3")
    answer = Wire(receiver.url).post("{}", {})
    assert answer.response == "nul \ufffd, half \ufffd"


def test_a_host_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody_knows(*args: Any, **options: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody_knows)
    answer = Wire("https://receiver.invalid/").post("{}", {})
    assert answer.outcome == "The host receiver.invalid is not known"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For here.example, signed by itself; certificate and key in one file."""
    path = tmp_path_factory.mktemp("tls") / "here.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=here.example", "-addext", "subjectAltName=DNS:here.example"),
            *("-keyout", f"{path}.key", "-out", str(path)),
        ],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + Path(f"{path}.key").read_text())
    return path


@pytest.fixture
def secure(settings: Any, certificate: Path) -> Iterator[Receiver]:
    settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names: list[str] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with Receiver(context) as receiver:
        receiver.server_names = names
        yield receiver


@pytest.fixture
def everything_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, *args, **options: ask("127.0.0.1", port, *args, **options),
    )


@pytest.mark.usefixtures("everything_is_here")
def test_tls_with_the_name_of_the_host(
    secure: Receiver, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Connected to an address, but named and checked by its host name."""
    context = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(sending, "tls", lambda: context)
    answer = Wire(f"https://here.example:{secure.port}/hook").post("{}", {})
    assert answer.status == 204
    assert secure.server_names == ["here.example"]
    assert secure.received[0].headers["host"] == f"here.example:{secure.port}"

    other = Wire(f"https://other.example:{secure.port}/hook").post("{}", {})
    assert other.outcome.startswith("The certificate is not valid: Hostname mismatch")


@pytest.mark.usefixtures("everything_is_here")
def test_a_certificate_that_nobody_signed(secure: Receiver) -> None:
    answer = Wire(f"https://here.example:{secure.port}/hook").post("{}", {})
    assert answer.outcome == "The certificate is not valid: self-signed certificate"
    assert secure.received == []
