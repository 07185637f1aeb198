"""Runs the project's commands as an operator does: in a process, with an environment."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent.parent
SECRET_KEY = "kjh2-Vbn_81AzQm0" * 4


def environment(**variables: str) -> dict[str, str]:
    """Only what is needed, so that nothing of this test run leaks in."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "SECRET_KEY": SECRET_KEY,
        "DATA_DIR": str(settings.DATA_DIR),
        **variables,
    }


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=120,
    )


def start(*command: str, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=PROJECT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def database_url() -> str:
    """The test's own database, for a process that is to see it."""
    database: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    log_in = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
    return f"postgres://{log_in}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
