import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client

from cms import settings as production


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> str:
    """The address of a stylesheet after `collectstatic`, as the project's storage gives it."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("body { color: navy }\n" * 100)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = production.STORAGES
    call_command("collectstatic", interactive=False, verbosity=0)
    return staticfiles_storage.url("site.css")


def test_hashed_files_are_kept_for_ever(collected: str) -> None:
    assert re.fullmatch(r"/static/site\.[0-9a-f]{12}\.css", collected)
    response = Client().get(collected)
    assert response.status_code == 200
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"


def test_they_are_stored_compressed(collected: str) -> None:
    response = Client().get(collected, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert int(response["Content-Length"]) < 200


def test_names_without_a_hash_are_kept_for_a_minute(collected: str) -> None:
    assert Client().get("/static/site.css")["Cache-Control"] == "max-age=60, public"
