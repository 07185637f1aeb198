"""The receivers in the manual take what is really sent, and nothing else."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cms.webhooks import retries
from cms.webhooks.bodies import EVENTS, RESYNC, TEST
from cms.webhooks.models import Endpoint
from tests import builders
from tests.node import NodeProject
from tests.webhooks.receiver import Received, Receiver

MANUAL = (Path(__file__).parents[2] / "docs/webhooks.md").read_text()

RING = """
import { readFileSync } from "node:fs";
import { POST } from "./app/api/cms/route.js";
import { dropped } from "next/cache";

const statuses = [];
for (const { headers, body } of JSON.parse(readFileSync(0, "utf8"))) {
  const request = new Request("http://frontend.example/", { method: "POST", headers, body });
  statuses.push((await POST(request)).status);
}
console.log(JSON.stringify({ statuses, dropped }));
"""
NEXT_CACHE = """
export const dropped = [];
export const revalidateTag = (tag) => dropped.push(tag);
"""


def code(name: str) -> str:
    found = re.search(rf"```\w+\n(?://|#) {re.escape(name)}\n(.*?)```", MANUAL, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def received(endpoint: Endpoint, receiver: Receiver, work: Callable[[], None]) -> list[Received]:
    """One message, and the same with another letter in its body."""
    builders.section("Water")
    work()
    (real,) = receiver.received
    return [real, Received(real.path, real.headers, real.body.replace("water", "wader"))]


def test_the_receiver_in_node(
    node_project: NodeProject, node_modules: Path, endpoint: Endpoint, received: list[Received]
) -> None:
    modules = node_project.path / "node_modules"
    modules.unlink()  # the framework's part is played here
    modules.mkdir()
    for package in node_modules.iterdir():
        (modules / package.name).symlink_to(package)
    node_project.write("node_modules/next/package.json", '{"type": "module", "name": "next"}')
    node_project.write("node_modules/next/cache/index.js", NEXT_CACHE)
    node_project.write(
        "node_modules/next/package.json",
        json.dumps({"type": "module", "exports": {"./cache": "./cache/index.js"}}),
    )
    node_project.write("app/api/cms/route.js", code("app/api/cms/route.js"))
    setting = f"process.env.CMS_WEBHOOK_SECRET = {json.dumps(endpoint.secret)};\n"
    node_project.write("ring.js", setting + RING)
    sent = [{"headers": each.headers, "body": each.body} for each in received]
    answer = json.loads(node_project.node("ring.js", stdin=json.dumps(sent)))
    assert answer["statuses"] == [204, 400]
    assert answer["dropped"] == received[0].data["cache_tags"]


def test_the_receiver_in_python(
    endpoint: Endpoint,
    received: list[Received],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CMS_WEBHOOK_SECRET", endpoint.secret)
    monkeypatch.setenv("SEEN", ":memory:")
    program: dict[str, Any] = {}
    exec(code("receiver.py"), program)  # noqa: S102  # the manual's own
    real, forged = received
    statuses = []
    for each in (real, real, forged):
        environ = {f"HTTP_{name.upper().replace('-', '_')}": each.headers[name]
                   for name in each.headers}  # fmt: skip
        body = each.body.encode()
        environ |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
        program["application"](environ, lambda status, headers: statuses.append(status))
    assert statuses == ["204 No Content", "204 No Content", "400 Bad Request"]
    assert capsys.readouterr().out == "content.published /en/water/\n"  # once
    program["seen"].close()


def test_every_event_is_in_it() -> None:
    for event in (*EVENTS, TEST, RESYNC):
        assert f"| `{event}` |" in MANUAL


def test_its_pauses_are_those_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.uniform", lambda low, high: 1.0)
    pauses = [retries.pause_after(number).total_seconds() for number in range(1, retries.TRIES)]
    minutes = [round(pause / 60) for pause in pauses]
    assert pauses[:3] == [5, 20, 80]
    assert minutes[3:6] == [5, 21, 85]
    assert set(minutes[7:]) == {360}
    assert sum(pauses) > 4 * 24 * 3600
    assert f"after {retries.TRIES} attempts" in MANUAL
