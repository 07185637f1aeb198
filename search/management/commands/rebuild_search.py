from typing import Any

from django.core.management import BaseCommand

from search import upkeep


class Command(BaseCommand):
    help = "Write anew what search knows of every page. Safe while the site is in use."

    def handle(self, *args: Any, **options: Any) -> None:
        number = upkeep.rebuild()
        self.stdout.write(f"Looked at {number} pages.")
