"""What was measured, as tables for people and as JSON for machines."""

import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.flows import ALONE, BARE, DELIVERY, LOGGED
from benchmarks.measure import PATIENCE, Result

Row = list[str]


def markdown(results: list[Result], database: str) -> str:
    """A table for each number of pages, and one of how the times grow with it."""
    sizes = sorted({result.pages for result in results})
    parts = [f"{database}, Python {platform.python_version()}; one worker process."]
    for size in sizes:
        rows = [_row(result, results) for result in results if result.pages == size]
        heads = ["flow", "side", "queries", "CPU, ms", "× delivery", "requests/s", "of bare", "kB"]
        parts += [f"### {size:,} pages", table(heads, rows)]
    if len(sizes) > 1:
        heads = ["flow", "side", *(f"{size:,}" for size in sizes), "growth"]
        parts += ["### Growth: CPU, ms", table(heads, _growth(results, sizes))]
    return "\n\n".join(parts) + "\n"


def place(tables: Mapping[str, str], page: Path) -> None:
    """Write tables to a file; where it has marks for each, in place of what is there.

    The marks of those named SQLite are `<!-- SQLite -->` and `<!-- end of SQLite -->`.
    """
    text = page.read_text() if page.exists() else ""
    marks = {name: (f"<!-- {name} -->", f"<!-- end of {name} -->") for name in tables}
    if not all(first in text and last in text for first, last in marks.values()):
        text = "\n".join(tables.values())
        marks = {}
    for name, (first, last) in marks.items():
        before, after = text.partition(first)[0], text.rpartition(last)[2]
        text = f"{before}{first}\n{tables[name]}{last}{after}"
    page.write_text(text)


def as_json(results: list[Result], database: str) -> str:
    """All rounds: `{database, results: [{flow, side, pages, queries, bytes, rounds, cpu_ms, …}]}`.

    `cpu_ms` and `per_second` are null for what took longer than PATIENCE.
    """
    items = [
        asdict(result)
        | {
            "cpu_ms": result.cpu_ms if result.rounds else None,
            "per_second": result.per_second if result.rounds else None,
        }
        for result in results
    ]
    return json.dumps({"database": database, "results": items}, indent=1)


def _row(result: Result, results: list[Result]) -> Row:
    if not result.rounds:
        return [result.flow, result.side, "–", f"> {PATIENCE * 1000:,.0f}", "–", "–", "–", "–"]
    own = LOGGED if result.side in (LOGGED, ALONE) else DELIVERY
    delivery = _find(results, result.flow, own, result.pages)
    bare = _find(results, result.flow, BARE, result.pages)
    return [
        result.flow,
        result.side,
        "–" if result.queries is None else str(result.queries),
        number(result.cpu_ms),
        number(result.cpu_ms / delivery.cpu_ms) if delivery else "–",
        number(result.per_second),
        f"{result.per_second / bare.per_second:.2f}" if bare and bare.rounds else "–",
        f"{result.bytes / 1000:.1f}",
    ]


def _growth(results: list[Result], sizes: list[int]) -> Iterator[Row]:
    for flow, side in dict.fromkeys((result.flow, result.side) for result in results):
        found: list[Any] = [_find(results, flow, side, size) for size in sizes]
        if all(result and result.rounds for result in found):
            times = [result.cpu_ms for result in found]
            yield [flow, side, *map(number, times), f"{times[-1] / times[0]:.2f}x"]


def _find(results: Iterable[Result], flow: str, side: str, pages: int) -> Result | None:
    wanted = (flow, side, pages)
    return next((each for each in results if (each.flow, each.side, each.pages) == wanted), None)


def number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(heads: Row, rows: Iterable[Row], names: int = 2) -> str:
    """In Markdown, with columns that line up; after those of names, numbers to the right."""
    lines = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]

    def line(cells: Row) -> str:
        padded = [
            cell.ljust(width) if place < names else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = [
        "-" * width if place < names else "-" * (width - 1) + ":"
        for place, width in enumerate(widths)
    ]
    return "\n".join([line(heads), line(rule), *map(line, lines[1:])])
