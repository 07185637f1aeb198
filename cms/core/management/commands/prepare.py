"""The steps of `make run` before it serves. Each is skipped where there is nothing to do."""

import hashlib
import logging
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from wagtail.models import Page

ADMIN, DEMO_PASSWORD = "admin", "demo"


class Command(BaseCommand):
    help = "Brings database, content, administrator and static files up to date on one machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--empty", action="store_true", help="No demo content.")
        parser.add_argument(
            "--public",
            action="store_true",
            help="Others reach this machine: a random password for the administrator.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.INFO)  # "Page created" a hundred times; errors still show
        try:
            self.find_database()
            self.migrate()
            log_in = self.fill(empty=options["empty"], public=options["public"])
            self.collect_static()
        finally:
            logging.disable(logging.NOTSET)
        self.show_addresses(log_in)

    def find_database(self) -> None:
        try:
            connection.ensure_connection()
        except Error as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database does not answer: {reason}") from None

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.step("Making the database tables")
            call_command("migrate", interactive=False, verbosity=0)

    def fill(self, *, empty: bool, public: bool) -> str:
        """Site, demo and users; the demo only where nobody has worked yet.

        The users come last: without any, the next run takes up what was broken off.
        """
        is_new = not get_user_model()._default_manager.exists()
        call_command("setup_site")
        if is_new and not empty:
            call_command("load_demo")
        if empty and Page.objects.filter(depth__gt=2).exists():
            self.stdout.write("EMPTY=1: there is content already, and it stays.")
        if is_new:
            self.make_users(own_password() if public else DEMO_PASSWORD, with_demo=not empty)
        elif public:
            self.close_demo_password()
        return self.log_in()

    @transaction.atomic
    def make_users(self, password: str, *, with_demo: bool) -> None:
        get_user_model()._default_manager.create_superuser(ADMIN, password=password)
        if with_demo:
            call_command("demo_people", f"--password={password}")

    def close_demo_password(self) -> None:
        """Everybody knows it."""
        admin = get_user_model()._default_manager.filter(username=ADMIN).first()
        if admin and admin.check_password(DEMO_PASSWORD):
            admin.set_password(own_password())
            admin.save()
        own = f"--password={own_password()}"  # which may begin with a hyphen
        call_command("demo_people", own, replacing=DEMO_PASSWORD)

    def log_in(self) -> str:
        """How to log in, as far as it is known here."""
        admin = get_user_model()._default_manager.filter(username=ADMIN).first()
        if admin and admin.check_password(DEMO_PASSWORD):
            return f"user {ADMIN}, password {DEMO_PASSWORD}"
        if admin and password_file().exists() and admin.check_password(own_password()):
            return f"user {ADMIN}, password {own_password()}"
        return "with your own user and password"

    def collect_static(self) -> None:
        stamp = settings.DATA_DIR / "static-files"
        wanted = static_fingerprint()
        if not stamp.exists() or stamp.read_text() != wanted:
            self.step("Collecting static files")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(wanted)

    def show_addresses(self, log_in: str) -> None:
        backend = settings.WAGTAILADMIN_BASE_URL
        self.stdout.write(
            "\n"
            f"  Admin     {backend}{reverse('wagtailadmin_home')}  {log_in}\n"
            f"  API       {backend}{reverse('delivery:pages')}\n"
            f"  API docs  {backend}{reverse('delivery:openapi-view')}\n"
        )

    def step(self, what: str) -> None:
        self.stdout.write(f"{what} …")
        self.stdout.flush()


def password_file() -> Path:
    return Path(settings.DATA_DIR, "admin-password")


def own_password() -> str:
    """A random one, made once, readable by the owner of the data only."""
    path = password_file()
    if not path.exists():
        path.touch(0o600)
        path.write_text(secrets.token_urlsafe(12))
    return path.read_text()


def static_fingerprint() -> str:
    """Of the names, sizes and times of all static files, and of how they are stored."""
    files = sorted(
        (name, source.stat().st_size, source.stat().st_mtime_ns)
        for finder in get_finders()
        for name, storage in finder.list([])
        if (source := Path(storage.path(name)))
    )
    return hashlib.sha256(repr((files, settings.STORAGES)).encode()).hexdigest()
