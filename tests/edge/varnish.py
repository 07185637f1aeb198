"""A Varnish of our own, with the VCL that the docs ship."""

import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from tests.core.processes import PROJECT

VCL = PROJECT / "docs" / "varnish" / "default.vcl"
needs_varnish = pytest.mark.skipif(
    not shutil.which("varnishd"), reason="varnish and varnish-modules are not installed"
)


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


_opener = build_opener(_NoRedirects)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def fetch(url: str, **headers: str) -> tuple[int, str, str]:
    """Status, `hit` or `miss`, and body."""
    request = Request(url, headers=headers)  # noqa: S310
    try:
        with _opener.open(request, timeout=20) as response:
            return response.status, response.headers["X-Cache"], response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.headers["X-Cache"], error.read().decode()


class Varnish:
    def __init__(self, directory: Path, backend_port: int, **environment: str) -> None:
        self.port = free_port()
        vcl = directory / "default.vcl"
        shipped = VCL.read_text()
        assert '.port = "8000"' in shipped
        vcl.write_text(shipped.replace('.port = "8000"', f'.port = "{backend_port}"'))
        command = ["varnishd", "-F", "-j", "none", "-n", str(directory / "work"), "-f", str(vcl)]
        command += ["-a", f"127.0.0.1:{self.port}", "-s", "malloc,20m"]
        self.log = (directory / "log").open("w+")
        self.process = subprocess.Popen(
            command,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            env={"PATH": "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", **environment},
        )
        self._wait()

    @property
    def address(self) -> str:
        return f"varnish://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        return fetch(f"http://127.0.0.1:{self.port}{path}", **headers)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.log.close()

    def _wait(self) -> None:
        for _attempt in range(300):
            assert self.process.poll() is None, self._said()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self._said())

    def _said(self) -> str:
        self.log.seek(0)
        return self.log.read()
