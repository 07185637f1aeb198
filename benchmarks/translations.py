"""What it costs to put pages into other languages, beside stock wagtail-localize.

In one process and one database, a new one each time: what is measured is written there.
"""

import json
import platform
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import server
from benchmarks.databases import empty
from benchmarks.report import number, table

LANGUAGES = ("fr", "es", "ar")
FLOW = "translate"  # among those of the Delivery API
OWN, STOCK, WHOLE = "this project", "stock", "whole"


@dataclass(frozen=True)
class Workload:
    pages: int = 300  # of a section that this project translates whole
    beside: int = 12  # translated by each side in turn

    def as_json(self) -> str:
        found = {"pages": self.pages, "beside": self.beside, "languages": LANGUAGES}
        return json.dumps(found)


def measure(
    workload: Workload, cache: Path, database_url: str, say: Callable[[str], None]
) -> dict[str, Any]:
    """`{side: {queries, seconds, cpu}}`, each a list; WHOLE is the section."""
    directory = cache / "translations"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    variables = server.environment(directory, empty(database_url, "translations"))
    say(f"Translating {workload.pages:,} pages into {len(LANGUAGES)} languages …")
    server.run("manage.py", "migrate", "--verbosity=0", variables=variables)
    command = ("-m", "benchmarks.translating", workload.as_json())
    taken: dict[str, Any] = json.loads(server.run(*command, variables=variables))
    return taken


def markdown(taken: dict[str, Any], workload: Workload, database: str) -> str:
    """What a page and language takes on each side, and the section in the whole."""
    own = taken[OWN]
    rows = [
        [
            side,
            *_each(taken[side]),
            _times(taken[side], own, "queries"),
            _times(taken[side], own, "cpu"),
        ]
        for side in (OWN, STOCK)
    ]
    heads = ["a page and language", "queries", "CPU, ms", "ms", "× queries", "× CPU"]
    return (
        "\n\n".join(
            [
                f"{database}, Python {platform.python_version()}; one process.",
                table(heads, rows, 1),
                _whole(taken[WHOLE], workload),
            ]
        )
        + "\n"
    )


def _each(side: dict[str, list[float]]) -> list[str]:
    queries, cpu, seconds = (_median(side, name) for name in ("queries", "cpu", "seconds"))
    return [number(queries), number(1000 * cpu), number(1000 * seconds)]


def _times(side: dict[str, list[float]], own: dict[str, list[float]], name: str) -> str:
    return f"{_median(side, name) / _median(own, name):.2f}"


def _median(side: dict[str, list[float]], name: str) -> float:
    """For one page and language."""
    return statistics.median(side[name]) / len(LANGUAGES)


def _whole(taken: dict[str, list[float]], workload: Workload) -> str:
    made = workload.pages * len(LANGUAGES)
    return (
        f"A section of {workload.pages:,} pages into {len(LANGUAGES)} languages, by one worker "
        f"of this project: **{taken['seconds'][0]:,.0f} s** "
        f"({taken['cpu'][0]:,.0f} s of CPU), {taken['queries'][0]:,} queries, "
        f"{taken['queries'][0] / made:,.0f} for each page and language."
    )
