"""`manage.py schema_diff OLD.json`: before a release, what it does to clients."""

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.delivery.api import api
from cms.delivery.schema_diff import Level, compare

_HEADINGS = {
    Level.BREAKING: "Breaks clients:",
    Level.EXHAUSTIVE: "Breaks only clients that name every case, when they are compiled anew:",
    Level.SAFE: "Breaks nobody:",
}


class Command(BaseCommand):
    help = (
        "Compare two OpenAPI documents of the Delivery API and say which changes break clients. "
        "Exit status 1 if any does."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", type=Path, help="The document that clients know.")
        parser.add_argument("new", type=Path, nargs="?", help="Without it, that of this code.")
        parser.add_argument("--json", action="store_true", help="For programs.")
        parser.add_argument(
            "--exhaustive",
            action="store_true",
            help="Exit status 1 also for what breaks only clients that name every case.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        old = _read(options["old"])
        new = _read(options["new"]) if options["new"] else api.get_openapi_schema()
        changes = compare(old, new)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in changes], indent=2))
        else:
            for level, group in groupby(changes, key=lambda each: each.level):
                self.stdout.write(_HEADINGS[level])
                for each in group:
                    self.stdout.write(f"  {each.where}: {each.message}")
            if not changes:
                self.stdout.write("Nothing has changed for clients.")
        failing = {Level.BREAKING} | ({Level.EXHAUSTIVE} if options["exhaustive"] else set())
        if any(each.level in failing for each in changes):
            raise SystemExit(1)


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    if not (isinstance(document, dict) and "openapi" in document and "paths" in document):
        raise CommandError(f"{path} is no OpenAPI document.")
    return document
