from typing import Any

from django.core.management.base import BaseCommand

from cms.events import clock, recording


class Command(BaseCommand):
    help = "Appends to the content log what has been changed behind its back, as by SQL."

    def handle(self, *args: Any, **options: Any) -> None:
        clock.tell()
        number = recording.reconcile()
        self.stdout.write(f"{number} changes found.")
