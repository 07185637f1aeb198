"""`manage.py export_schema`: the API's document as a file, for clients and for the repository."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.delivery.api import api
from cms.delivery.openapi import as_text


class Command(BaseCommand):
    help = "Write the Delivery API's OpenAPI document. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, help="A file; without it, standard output.")

    def handle(self, *args: Any, output: Path | None = None, **options: Any) -> None:
        text = as_text(api.get_openapi_schema())
        if output is None:
            self.stdout.write(text, ending="")
        else:
            output.write_text(text, encoding="utf-8")
            self.stderr.write(f"Wrote {output}.")
