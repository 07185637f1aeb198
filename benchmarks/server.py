"""The project's own gunicorn with one worker process, so that its processor time is exact."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.client import Client

HOST = "cms.example.org"  # the generated site's
_PROJECT = Path(__file__).resolve().parent.parent
_BOOT = 60  # seconds


def environment(data_dir: Path, database_url: str = "") -> dict[str, str]:
    """A production-like environment in which nothing but the database differs between runs."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "DEBUG": "0",
        "LOG_LEVEL": "INFO",
        "SECRET_KEY": "for-benchmarks-only-" * 3,
        "HTTPS": "0",
        "ALLOWED_HOSTS": "*",
        "BACKEND_URL": f"http://{HOST}",
        "FRONTEND_URL": "",
        "REDIS_URL": "",
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": database_url,
        "WEB_CONCURRENCY": "1",
    }


def run(*command: str, variables: dict[str, str]) -> str:
    """Run a Python command of the project; returns what it printed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, *command], cwd=_PROJECT, env=variables, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


class Server:
    """One with the application; its log is in DATA_DIR."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.variables = variables
        self.log = Path(variables["DATA_DIR"]) / "server.log"
        self.start()

    def start(self) -> None:
        self.port = _free_port()
        address = {"HOST": "127.0.0.1", "PORT": str(self.port)}
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "benchmarks.wsgi"],
                cwd=_PROJECT,
                env=self.variables | address,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> None:
        """At once, whatever its worker is doing."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self) -> None:
        self.stop()
        self.start()

    def client(self) -> Client:
        return Client(self.port, HOST)

    def cpu(self) -> float:
        """Seconds of processor time that the worker has used, in all its threads."""
        return int(self.control.get("/-/cpu/").body) / 1e9

    def _wait(self) -> None:
        until = time.monotonic() + _BOOT
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError):
                self.control = self.client()
                self.cpu()
                return
            time.sleep(0.05)
        self.stop()
        sys.exit(f"The server did not start:\n{self.log.read_text()}")


@contextmanager
def serving(variables: dict[str, str]) -> Iterator[Server]:
    """A server, stopped at the end."""
    server = Server(variables)
    try:
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
