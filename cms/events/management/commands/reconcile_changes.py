from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.events import clock
from cms.events.reconciling import reconcile, tell_all


class Command(BaseCommand):
    help = "Appends to the content log what has been changed behind its back, as by SQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            help="Tell of everything public, changed or not: the log compares titles, paths and "
            "what is public, but not the words that SQL wrote into a page.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        clock.tell()
        number = tell_all() if options["all"] else reconcile()
        self.stdout.write(f"{number} changes told.")
