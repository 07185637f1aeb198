from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.events.compacting import compact


class Command(BaseCommand):
    help = "Clears old changes out of the content log; the worker does so by itself each hour."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep",
            type=float,
            metavar="DAYS",
            default=settings.CHANGES_KEPT_DAYS,
            help="How many days of changes stay (default: CHANGES_KEPT_DAYS, now %(default)s).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 <= options["keep"] <= 36_500:
            raise CommandError("--keep takes days, from 0 to 36500.")
        self.stdout.write(f"{compact(options['keep'])} changes cleared away.")
