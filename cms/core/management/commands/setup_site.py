"""Make what every installation needs; safe to run at each release."""

import os
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.core.site_setup import point_site_at_frontend, set_up_site


class Command(BaseCommand):
    help = (
        "Creates languages, home pages and the site where they are missing, and an administrator."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site-name", default="My organisation", help="Name of a new site.")
        parser.add_argument(
            "--admin",
            metavar="USERNAME",
            help="Also create this administrator, with the password in ADMIN_PASSWORD, "
            "unless that user exists.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        site = set_up_site(options["site_name"])
        if point_site_at_frontend(site):
            self.stdout.write(f"Site {site.site_name}: now at {site.root_url}")
        if options["admin"]:
            self.make_administrator(options["admin"])

    def make_administrator(self, username: str) -> None:
        users = get_user_model()._default_manager
        if users.filter(username=username).exists():
            return
        password = os.environ.get("ADMIN_PASSWORD", "")
        if not password:
            raise CommandError("--admin needs a password in the environment: ADMIN_PASSWORD=…")
        users.create_superuser(username=username, password=password)
        self.stdout.write(f"Administrator {username} created.")
