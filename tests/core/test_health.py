from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from tests.core.processes import run

ASK = """
import django; django.setup()
from django.db import connection
from django.test import Client
client = Client()
def ask(path):
    response = client.get(path)
    print(path, response.status_code, response.json()["status"])
"""
MIGRATE = """
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.loader import MigrationLoader
recorder = MigrationRecorder(connection)
recorder.ensure_schema()
for app, name in MigrationLoader(connection).graph.nodes:
    recorder.record_applied(app, name)
"""
REMOVE = """
connection.close()
for each in connection.settings_dict["NAME"].parent.glob("db.*"):
    each.unlink()
"""


@pytest.fixture
def probe(settings: object) -> Client:
    """Asks as an orchestrator does: by address, without HTTPS."""
    settings.ALLOWED_HOSTS = ["cms.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    return Client(headers={"host": "10.0.0.7:8000"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_all_is_well(probe: Client, path: str) -> None:
    response = probe.get(path)
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_migrations_are_missing(probe: Client) -> None:
    newest = MigrationLoader(connection).graph.leaf_nodes("news")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    response = probe.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "migrations are missing"}
    assert probe.get("/healthz").status_code == 200


def test_no_database_answers() -> None:
    ended = run(
        "-c",
        ASK + "ask('/healthz'); ask('/readyz')",
        DJANGO_SETTINGS_MODULE="cms.settings",
        DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing",
    )
    assert ended.stdout.splitlines() == [
        "/healthz 200 ok",
        "/readyz 503 the database does not answer",
    ]


def test_the_database_goes_away(tmp_path: Path) -> None:
    """Also when SQLite makes an empty file in its place."""
    ended = run(
        "-c",
        ASK + MIGRATE + "ask('/readyz')" + REMOVE + "ask('/readyz')",
        DJANGO_SETTINGS_MODULE="cms.settings",
        DATA_DIR=str(tmp_path),
    )
    assert ended.stdout.splitlines() == [
        "/readyz 200 ok",
        "/readyz 503 the database does not answer",
    ]
