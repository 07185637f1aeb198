"""A mirror that is killed again and again ends up with all that a full export has, byte for byte.

A long run: `make proof`.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from wagtail.models import Site

from cms.events.compacting import compact
from tests.delivery.frontend import Frontend, Reply
from tests.delivery.proof.editing import Newsroom, steps
from tests.delivery.proof.mirror import Mirror

EXAMPLES, STEPS_OF_EACH = (os.environ.get(f"PROOF_{name}") for name in ("EXAMPLES", "STEPS"))
STEPS = int(EXAMPLES) * int(STEPS_OF_EACH or 50) if EXAMPLES else 25
SEED = int(os.environ.get("PROOF_SEED", "1"))


class KilledError(Exception):
    """The mirror's process is gone."""


class Deadly:
    """The way to the API, on which the mirror dies now and then."""

    def __init__(self, random: Random) -> None:
        self.frontend = Frontend()  # as a frontend meets it: with kept answers
        self.random = random

    def __call__(self, path: str) -> Reply:
        if self.random.random() < 0.02:
            raise KilledError
        reply = self.frontend.get(path)
        if self.random.random() < 0.02:
            raise KilledError
        return reply


def revived(ask: Deadly, file: Path, counts: Counter[str]) -> None:
    """Run it, as cron would, until it has come through once."""
    while True:
        mirror = Mirror(ask, file)
        try:
            mirror.follow()
        except KilledError:
            counts["deaths"] += 1
        else:
            return
        finally:
            mirror.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Mirror]:
    """The long-lived mirror, alive and well."""
    mirror = Mirror(Frontend(limit=0).get, tmp_path / "mirror.sqlite3")
    yield mirror
    mirror.close()


def check(mirror: Mirror, export: Mirror) -> None:
    """Against the API as it is now, and against somebody who begins now."""
    fresh = Frontend(limit=0)
    export.follow()
    kept = mirror.answers()
    exported = export.answers()
    assert set(kept) - set(exported) == set(exported) - set(kept) == set()
    for path, body in exported.items():
        assert body == fresh.get(path).body, path
        assert kept[path] == body, path
    ids = {each["id"] for each in fresh.get("pages/?limit=100").json()["items"]}
    assert {path for path in kept if path.startswith("pages/") and "?" not in path} == {
        f"pages/{pk}/" for pk in ids
    }
    for entry in fresh.get("sitemap/?limit=1000").json()["items"]:
        assert f"resolve/?html_path={entry['html_path']}" in kept
    codes = [each["code"] for each in json.loads(kept["locales/"])["items"]]
    for code in [None, *codes]:
        told = fresh.get(f"changes/digest/?locale={code}" if code else "changes/digest/").json()
        assert told["cursor"] == mirror.cursor
        assert told["digest"] == mirror.digest(code)


def test_it_has_everything(
    committed_site: Site, tmp_path: Path, opened: Mirror, capsys: pytest.CaptureFixture[str]
) -> None:
    random, counts = Random(SEED), Counter[str]()  # noqa: S311
    newsroom = Newsroom()
    newsroom.random = random
    ask, file = Deadly(random), tmp_path / "mirror.sqlite3"
    for number in range(1, STEPS + 1):
        getattr(newsroom, random.choice(steps()))()
        counts["steps"] += 1
        if random.random() < 0.4:
            revived(ask, file, counts)
        if random.random() < 0.02:
            counts["cleared away"] += compact(days=0)
        if number % 20 == 0 or number == STEPS:
            revived(ask, file, counts)
            export = Mirror(Frontend(limit=0).get, tmp_path / f"export-{number}.sqlite3")
            check(opened, export)
            export.close()
    assert counts["deaths"] > 0
    with capsys.disabled():
        if EXAMPLES:
            print("\n" + ", ".join(f"{count} {name}" for name, count in counts.items()))  # noqa: T201
