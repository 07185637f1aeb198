"""Tells the caches at the edge to forget something, whatever the content log says."""

import re
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.edge.models import Purge
from cms.edge.purging import attempt
from cms.edge.services import configured

_TAG = re.compile(r"[a-z0-9:._-]{1,64}")


class Command(BaseCommand):
    help = "Purges the caches of EDGE_PURGE by tag, by path, or as a whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--tag", action="append", default=[], help="As in Surrogate-Key; repeatable."
        )
        parser.add_argument(
            "--path",
            action="append",
            default=[],
            help="A path with its query, on BACKEND_URL, or a whole address; repeatable.",
        )
        parser.add_argument("--all", action="store_true", help="Everything of these caches.")

    def handle(self, *args: Any, **options: Any) -> None:
        tags, everything = sorted(set(options["tag"])), options["all"]
        urls = [_url(path) for path in options["path"]]
        if not (tags or urls or everything):
            raise CommandError("Say what to purge: --tag, --path or --all.")
        if wrong := [tag for tag in tags if not _TAG.fullmatch(tag)]:
            raise CommandError(f"{wrong[0]} is no tag; they look like page:42")
        services = configured()
        if not services:
            raise CommandError("EDGE_PURGE names no cache.")
        failed = 0
        for service in services:
            purge = Purge.objects.create(
                service=service.name,
                tags=tags,
                urls=urls,
                everything=everything,
                # The worker takes it up if this process does not come to its end.
                next_at=timezone.now() + timedelta(seconds=30),
            )
            if attempt(service, purge):
                self.stdout.write(f"{service.name}: purged {purge.what}")
            else:
                failed += 1
                self.stderr.write(f"{service.name}: {purge.reason}")
        if failed:
            raise CommandError(f"{failed} of {len(services)} failed; the worker tries again.")


def _url(path: str) -> str:
    if path.startswith("/"):
        return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
    if path.startswith(("http://", "https://")):
        return path
    raise CommandError(f"{path} must begin with / or with http")
