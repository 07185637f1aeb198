"""Databases for tests: migrated once, kept for later runs, and copied for all who need one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files import locks
from django.db import connection
from psycopg.sql import SQL, Identifier


class Files:
    """SQLite: a database is a file, known by its path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def name_of_kept(self, version: str) -> str:
        return str(self.folder / f"migrated-{version}.sqlite3")

    def name_of_copy(self, purpose: str) -> str:
        """In the directory that this worker has for this run."""
        return str(Path(connection.settings_dict["TEST"]["NAME"]).with_stem(purpose))

    def kept(self) -> list[str]:
        return [str(path) for path in self.folder.glob("migrated-*.sqlite3")]

    def rename(self, name: str, new: str) -> None:
        os.replace(name, new)

    def copy(self, name: str, copy: str) -> None:
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)  # a copied file would lack what is still in its log

    def remove(self, name: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)


class Server:
    """PostgreSQL: a database is one of several on the server."""

    def __init__(self) -> None:
        self.prefix = f"test_{connection.settings_dict['NAME']}"
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "main")

    def name_of_kept(self, version: str) -> str:
        return f"{self.prefix}_migrated_{version}"

    def name_of_copy(self, purpose: str) -> str:
        return f"{self.prefix}_{self.worker}_{purpose}"

    def kept(self) -> list[str]:
        rows = self.run("SELECT datname FROM pg_database")
        return [name for (name,) in rows if name.startswith(f"{self.prefix}_migrated_")]

    def rename(self, name: str, new: str) -> None:
        self.run("ALTER DATABASE {} RENAME TO {}", name, new)

    def copy(self, name: str, copy: str) -> None:
        self.run("CREATE DATABASE {} TEMPLATE {}", copy, name)

    def remove(self, name: str) -> None:
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def run(self, statement: LiteralString, *names: str) -> list[Any]:
        parameters = {**connection.get_connection_params(), "dbname": "postgres", "options": ""}
        with psycopg.connect(**parameters, autocommit=True) as server:
            done = server.execute(SQL(statement).format(*map(Identifier, names)))
            return done.fetchall() if done.description else []


class Databases:
    """Gives copies of a database after all migrations, without content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = Files(folder) if connection.vendor == "sqlite" else Server()
        self.migrated = self.place.name_of_copy("migrated")

    def prepare(self) -> None:
        """The first of several workers or runs migrates; what it made serves until a migration,
        an installed package or a language changes.
        """
        name = self.place.name_of_kept(_version())
        with open(self.folder / "lock", "w") as lock:
            locks.lock(lock, locks.LOCK_EX)
            kept = self.place.kept()
            if name not in kept:
                for outdated in kept:
                    self.place.remove(outdated)
                unfinished = self.place.name_of_kept("unfinished")
                _migrate(unfinished)
                self.place.rename(unfinished, name)
            # A copy of its own, since a run of another version may remove what is kept.
            self.place.remove(self.migrated)
            self.place.copy(name, self.migrated)

    def remove(self) -> None:
        self.place.remove(self.migrated)

    @contextmanager
    def copied(self, purpose: str, of: str | None = None) -> Iterator[None]:
        """The connection leads to a new copy, which is thrown away at the end."""
        with self.kept(purpose, of) as copy, self.connected(copy):
            yield

    @contextmanager
    def kept(self, purpose: str, of: str | None = None) -> Iterator[str]:
        """The name of a new copy, which is thrown away at the end."""
        copy = self.place.name_of_copy(purpose)
        self.place.remove(copy)  # a run that was killed may have left it
        self.place.copy(of or self.migrated, copy)
        try:
            yield copy
        finally:
            self.place.remove(copy)

    @contextmanager
    def connected(self, name: str) -> Iterator[None]:
        """The connection leads to this database."""
        usual = connection.settings_dict["NAME"]
        _connect_to(name)
        try:
            yield
        finally:
            _connect_to(usual)


def _version() -> str:
    """Another one when anything changes that decides what migrating makes."""
    content = sha256(repr((settings.LANGUAGE_CODE, settings.LANGUAGES)).encode())
    for package in sorted(f"{each.name} {each.version}\n" for each in distributions()):
        content.update(package.encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            content.update(f"{app.label} {path.name}\n".encode() + path.read_bytes())
    return content.hexdigest()[:16]


def _migrate(name: str) -> None:
    usual, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    usual_test = test["NAME"]
    test["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        test["NAME"] = usual_test
        _connect_to(usual)


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
