"""The published document is kept in the repository, so that every change of it is seen."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SNAPSHOT = ROOT / "docs/openapi.json"


def export(tmp_path: Path, *arguments: str) -> str:
    """What the command writes with the settings of production, where there is no database."""
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "for-tests-only-" * 5,
        "DATA_DIR": str(tmp_path / "data"),
        "BACKEND_URL": "https://any.example.org",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "cms.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "export_schema", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_snapshot_is_up_to_date(tmp_path: Path) -> None:
    current = export(tmp_path)
    is_current = current == SNAPSHOT.read_text(encoding="utf-8")
    assert is_current, "The API has changed: run `make schema` and look at what it did."


def test_it_can_be_written_to_a_file(tmp_path: Path) -> None:
    assert export(tmp_path, "--output", str(tmp_path / "api.json")) == ""
    assert (tmp_path / "api.json").read_text(encoding="utf-8").startswith('{\n  "components"')
