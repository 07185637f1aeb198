"""The database is killed and started again while editors publish."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from wagtail.models import Site

from tests import builders
from tests.core import processes

PUBLISH = """
import sys, time
import django
django.setup()
from django.db import Error, connection
from wagtail.models import Page

until, number = time.time() + float(sys.argv[2]), 0
while time.time() < until:
    number += 1
    try:
        page = Page.objects.get(pk=int(sys.argv[1])).specific
        page.title = f"Title {number}"
        page.save_revision().publish()
        print(page.title, flush=True)
    except Error:
        connection.close()
        time.sleep(0.1)
"""


@dataclass
class Cluster:
    """A server of its own, whose end disturbs nobody."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/copy"

    def run(self, *command: str, **options: Any) -> None:
        user = "postgres" if os.getuid() == 0 else None  # a server does not run as root
        subprocess.run(
            command, check=True, user=user, cwd=self.folder, stdout=subprocess.DEVNULL, **options
        )

    def control(self, action: str, *options: str) -> None:
        server = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run(
            "pg_ctl", action, "-w", "-D", "data", "-m", "immediate", "-o", server, "-l", "log"
        )


@pytest.fixture
def cluster(committed_site: Site) -> Iterator[Cluster]:
    if connection.vendor != "postgresql" or not (shutil.which("initdb") and _may_serve()):
        pytest.skip("needs PostgreSQL's server programs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="cms-cluster-"))
    cluster = Cluster(folder, port)
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        cluster.run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "--no-sync")
        cluster.control("start")
        yield cluster
        cluster.control("stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _may_serve() -> bool:
    return (
        os.getuid() != 0 or subprocess.run(["id", "postgres"], capture_output=True).returncode == 0
    )


def test_nothing_is_lost_and_nothing_half_done(cluster: Cluster) -> None:
    pages = [builders.section("One"), builders.section("Two")]
    with psycopg.connect(cluster.url.replace("/copy", "/postgres"), autocommit=True) as server:
        server.execute("CREATE DATABASE copy")
    dump = subprocess.run(
        ["pg_dump", processes.database_url()], check=True, capture_output=True
    ).stdout
    cluster.run("psql", "-q", cluster.url, input=dump)
    environment = {"DATABASE_URL": cluster.url, "DJANGO_SETTINGS_MODULE": "cms.settings"}
    running = [processes.start("-c", PUBLISH, str(page.pk), "12", **environment) for page in pages]
    for _ in range(2):
        time.sleep(5)
        cluster.control("restart")
    answered = [
        [line for line in process.communicate()[0].splitlines() if line.startswith("Title")]
        for process in running
    ]
    with psycopg.connect(cluster.url) as server:
        rows = server.execute(
            "SELECT sequence, object_id, title FROM events_change ORDER BY sequence"
        ).fetchall()
        live = dict(server.execute("SELECT id, title FROM wagtailcore_page").fetchall())
    numbers = [number for number, _id, _title in rows]
    assert numbers == list(range(numbers[0], numbers[0] + len(rows)))
    for page, titles in zip(pages, answered, strict=True):
        told = [title for _number, pk, title in rows if pk == page.pk]
        assert titles
        assert set(titles) <= set(told)
        assert told[-1] == live[page.pk]
        assert len(told) - 1 <= len(titles) + 2  # a commit whose answer got lost
