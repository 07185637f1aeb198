"""What an operator can set: documented, checked, and safe by default."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from cms.settings.environment import Environment
from tests.core.processes import PROJECT, run

SHOW_DATABASE = "from cms import settings; print(settings.DATABASES['default']['NAME'])"


def test_the_example_names_every_variable_and_no_other() -> None:
    example = (PROJECT / ".env.example").read_text()
    names = re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(names) == sorted(name.upper() for name in Environment.model_fields)


def test_the_manual_names_every_variable() -> None:
    manual = (PROJECT / "docs" / "operators.md").read_text()
    for name in Environment.model_fields:
        assert f"`{name.upper()}`" in manual


def test_the_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    shown = Environment(_env_file=PROJECT / ".env.example", secret_key="k" * 50)
    for name in set(Environment.model_fields) - {"secret_key"}:
        assert getattr(shown, name) == Environment.model_fields[name].get_default(), name


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY must have at least 50 characters"),
        ("DEBUG", "maybe", "DEBUG: "),
        ("PORT", "http", "PORT: "),
        ("WEB_CONCURRENCY", "0", "WEB_CONCURRENCY: "),
        ("BACKEND_URL", "cms.example.org", "BACKEND_URL: must start with http"),
        ("FRONTEND_URL", "https://example.org/site", "FRONTEND_URL: must be an origin"),
        ("DATABASE_URL", "mysql://localhost/cms", "DATABASE_URL: must be PostgreSQL"),
        ("DATABASE_URL", "cms", "DATABASE_URL: must look like postgres://"),
        ("DATABASE_URL", "postgres://localhost", "DATABASE_URL: must name a database"),
        ("DATABASE_URL", "sqlite://:memory:", "DATABASE_URL: must name a database"),
        ("DATABASE_URL", "sqlite:////no/such/place/db", "DATABASE_URL: the directory of"),
        ("DATA_DIR", "/dev/null/data", "DATA_DIR: /dev/null/data cannot be made"),
        ("REDIS_URL", "localhost:6379", "REDIS_URL: must look like redis://"),
        ("EDGE_MAX_AGE", "-1", "EDGE_MAX_AGE: "),
        ("LOG_LEVEL", "loud", "LOG_LEVEL: must be DEBUG"),
        ("TIME_ZONE", "Mars/Olympus", "TIME_ZONE: must be a time zone name"),
    ],
)
def test_a_wrong_value_ends_with_a_clear_word(variable: str, value: str, message: str) -> None:
    ended = run("manage.py", "check", **{variable: value})
    assert ended.returncode == 1
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_default_environment_is_fit_for_deployment(tmp_path: Path) -> None:
    ended = run(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", DATA_DIR=str(tmp_path)
    )
    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout


def test_the_data_directory_is_made(tmp_path: Path) -> None:
    directory = tmp_path / "new" / "data"
    ended = run("-c", SHOW_DATABASE, DATA_DIR=str(directory))
    assert ended.stdout.strip() == f"{directory}/db.sqlite3"
    assert directory.is_dir()


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///requirements/db.sqlite3", PROJECT / "requirements" / "db.sqlite3"),
        ("sqlite:////tmp/db.sqlite3", Path("/tmp/db.sqlite3")),  # noqa: S108
    ],
)
def test_the_path_of_a_sqlite_database(url: str, path: Path) -> None:
    ended = run("-c", SHOW_DATABASE, DATABASE_URL=url)
    assert ended.stdout.strip() == str(path)


def test_gunicorn_accepts_its_configuration() -> None:
    ended = run("-m", "gunicorn", "--check-config", "cms.wsgi", PORT="8123")
    assert ended.returncode == 0, ended.stderr


def test_gunicorn_says_what_is_wrong_with_the_environment() -> None:
    ended = run("-m", "gunicorn", "--check-config", "cms.wsgi", PORT="99999")
    assert ended.returncode == 1
    assert ended.stderr.startswith("The environment is not right: PORT: ")


def test_the_admin_may_not_be_framed() -> None:
    assert settings.X_FRAME_OPTIONS == "DENY"
