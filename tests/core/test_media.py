"""Uploaded files are for editors; the public has other doors, which ask what is public."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client


@pytest.fixture(autouse=True)
def uploaded(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "original_images").mkdir(parents=True)
    (tmp_path / "media" / "original_images" / "plan.svg").write_text("<svg/>")
    (tmp_path / "db.sqlite3").write_text("secrets")
    return


@pytest.fixture
def visitor(db: None) -> Client:
    return Client()


@pytest.fixture
def member(visitor: Client) -> Client:
    """Has an account, but nothing to do in the admin."""
    visitor.force_login(User.objects.create_user("member"))
    return visitor


@pytest.fixture
def editor(visitor: Client) -> Client:
    user = User.objects.create_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    visitor.force_login(user)
    return visitor


FILE = "/media/original_images/plan.svg"


def test_a_visitor_finds_nothing(visitor: Client) -> None:
    assert visitor.get(FILE).status_code == 404


def test_a_member_finds_nothing(member: Client) -> None:
    assert member.get(FILE).status_code == 404


def test_an_editor_sees_it_and_no_cache_keeps_it(editor: Client) -> None:
    response = editor.get(FILE)
    assert response.status_code == 200
    assert response.getvalue() == b"<svg/>"
    assert "private" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    "path",
    [
        "/media/",
        "/media/original_images/",
        "/media/original_images/none.svg",
        "/media/../db.sqlite3",
        "/media/%2e%2e/db.sqlite3",
        "/media//etc/passwd",
    ],
)
def test_an_editor_finds_nothing_else(editor: Client, path: str) -> None:
    assert editor.get(path, follow=True).status_code == 404
