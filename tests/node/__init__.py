"""JavaScript as a frontend would run it: the packages of `package.json`, installed once.

A test asks for `node_project` (see `fixtures.py`) and gets a fresh directory in which
`import` finds these packages:

    node_project.write("check.mts", "import { toHTML } from '@portabletext/to-html'; …")
    assert node_project.node("check.mts", stdin=json.dumps(blocks)) == "<p>…</p>"
    node_project.tool("tsc", "--strict", "--noEmit", "page.tsx")

Where there is no Node, or no way to download, these tests are skipped with the reason.
To change a package: edit `package.json`, then
`npm install --package-lock-only --omit-lockfile-registry-resolved` in this directory.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OLDEST_NODE = 20
_OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH")


class NodeError(AssertionError):
    """A script or tool ended with an error; the message is what it wrote."""


@dataclass(frozen=True)
class NodeProject:
    """A directory with `node_modules`."""

    path: Path

    def write(self, name: str, text: str) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def node(self, script: str, *arguments: str, stdin: str = "") -> str:
        """What a script writes; NodeError if it fails."""
        return self._run(["node", script, *arguments], stdin)

    def tool(self, name: str, *arguments: str, stdin: str = "") -> str:
        """What an installed package's command writes, such as `tsc`; NodeError if it fails."""
        return self._run([str(self.path / "node_modules/.bin" / name), *arguments], stdin)

    def _run(self, command: list[str], stdin: str) -> str:
        done = subprocess.run(
            command, cwd=self.path, input=stdin, capture_output=True, text=True, timeout=120
        )
        if done.returncode:
            raise NodeError(done.stdout + done.stderr)
        return done.stdout


def installed_packages(cache: Path) -> Path:
    """The `node_modules` of the lock file, kept below `cache`; skips the test if it cannot be."""
    _skip_without_node()
    content = (HERE / "package-lock.json").read_bytes() + (HERE / "package.json").read_bytes()
    place = cache / hashlib.sha256(content).hexdigest()[:16]
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:  # one of several test processes installs
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "complete").exists():
            _install(place)
            (place / "complete").touch()
    return place / "node_modules"


def _skip_without_node() -> None:
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("Node.js and npm are not installed")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    if int(version.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        pytest.skip(f"Node.js {version.strip()} is older than {OLDEST_NODE}")


def _install(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, place)
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"],
        cwd=place,
        env=os.environ | {"NODE_ENV": "development"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode and any(code in done.stderr for code in _OFFLINE):
        pytest.skip("npm cannot download the packages of tests/node")
    if done.returncode:
        raise NodeError(done.stdout + done.stderr)
