"""`make run` looks before it leaps."""

import socket
from pathlib import Path

import pytest

from tests.core.processes import run


@pytest.fixture
def busy_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "8000.0", "²"])
def test_a_wrong_port(port: str, tmp_path: Path) -> None:
    ended = run("-m", "cms.local", "run", PORT=port, DATA_DIR=str(tmp_path / "data"))
    assert ended.returncode == 1
    assert ended.stderr == f"PORT={port} is not a port: choose a number from 1 to 65535.\n"
    assert not (tmp_path / "data").exists()


def test_a_busy_port(busy_port: int, tmp_path: Path) -> None:
    ended = run("-m", "cms.local", "run", PORT=str(busy_port), DATA_DIR=str(tmp_path / "data"))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Cannot listen on 127.0.0.1, port {busy_port}: ")
    assert ended.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "203.0.113.1"])
def test_a_host_of_others(host: str) -> None:
    ended = run("-m", "cms.local", "check", HOST=host)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Cannot listen on {host}, port 8000: ")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://localhost/cms", "The environment is not right: DATABASE_URL: must be"),
        ("postgres://nobody@127.0.0.1:1/none", "CommandError: The database does not answer: "),
    ],
)
def test_a_wrong_database(url: str, message: str, tmp_path: Path) -> None:
    ended = run("-m", "cms.local", "run", PORT="1234", DATABASE_URL=url, DATA_DIR=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr.startswith(message)
    assert ended.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_other_commands_run_in_the_same_environment(tmp_path: Path) -> None:
    ended = run("-m", "cms.local", "manage", "check", SECRET_KEY="", DATA_DIR=str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout


@pytest.mark.parametrize(
    ("host", "allowed"),
    [("127.0.0.1", "['localhost', '127.0.0.1']"), ("0.0.0.0", "[]")],  # noqa: S104
)
def test_webhooks_reach_this_machine_while_nobody_else_does(
    host: str, allowed: str, tmp_path: Path
) -> None:
    show = "from django.conf import settings; print(settings.WEBHOOK_ALLOWED_HOSTS)"
    ended = run(
        *("-m", "cms.local", "manage", "shell", "--no-imports", "-c", show),
        HOST=host,
        DATA_DIR=str(tmp_path),
    )
    assert ended.stdout.strip() == allowed, ended.stderr
