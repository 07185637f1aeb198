"""`make run` before it serves: what it makes, and what it leaves alone."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Page

from tests import builders

User = get_user_model()


@pytest.fixture(autouse=True)
def machine(
    new_database: None,
    db: None,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A data directory of its own, and a demonstration of one page."""
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(
        "cms.demo.management.commands.load_demo.load",
        lambda say: builders.content_page("Demonstration") and {},
    )


@pytest.fixture
def prepare(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> str:
        call_command("prepare", *arguments)
        return capsys.readouterr().out

    return run


def titles() -> set[str]:
    return set(Page.objects.filter(depth__gt=2).values_list("title", flat=True))


def password_of(username: str, password: str) -> bool:
    return User.objects.get(username=username).check_password(password)


def test_a_new_database_gets_demo_and_administrator(prepare: Any) -> None:
    output = prepare()
    assert titles() == {"Demonstration"}
    assert password_of("admin", "demo")
    assert "http://cms.example.org/admin/  user admin, password demo" in output
    assert "http://cms.example.org/api/delivery/v1/" in output


def test_a_second_run_changes_nothing(prepare: Any) -> None:
    prepare()
    Page.objects.get(title="Demonstration").delete()
    output = prepare()
    assert titles() == set()
    assert "…" not in output  # no step was needed


def test_what_was_broken_off_is_taken_up_again(
    prepare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(say: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cms.demo.management.commands.load_demo.load", interrupt)
        with pytest.raises(KeyboardInterrupt):
            prepare()
    prepare()
    assert titles() == {"Demonstration"}


def test_empty_stays_empty(prepare: Any) -> None:
    assert "stays" not in prepare("--empty")
    prepare()
    assert titles() == set()
    assert password_of("admin", "demo")


def test_empty_removes_nothing_and_says_so(prepare: Any) -> None:
    prepare()
    output = prepare("--empty")
    assert titles() == {"Demonstration"}
    assert "EMPTY=1: there is content already, and it stays." in output


def test_there_is_a_user_for_each_role_of_translation(prepare: Any) -> None:
    output = prepare()
    names = set(User.objects.values_list("username", flat=True))
    roles = {"editor", "french-translator", "arabic-translator", "reviewer", "publisher"}
    assert names == {"admin"} | roles
    assert all(password_of(name, "demo") for name in names)
    assert all(name in output for name in roles)


def test_an_empty_site_has_the_administrator_alone(prepare: Any) -> None:
    prepare("--empty")
    assert [user.username for user in User.objects.all()] == ["admin"]


class TestPublic:
    """Others reach this machine."""

    def test_the_administrator_has_a_random_password(self, prepare: Any, tmp_path: Path) -> None:
        output = prepare("--public")
        kept = tmp_path / "admin-password"
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert len(kept.read_text()) >= 16
        assert password_of("admin", kept.read_text())
        assert f"user admin, password {kept.read_text()}" in output
        assert f"user admin, password {kept.read_text()}" in prepare("--public")

    def test_the_password_of_the_demo_is_closed(self, prepare: Any) -> None:
        prepare()
        prepare("--public")
        assert not any(user.check_password("demo") for user in User.objects.all())

    def test_it_is_closed_for_the_others_when_the_administrator_has_another(
        self, prepare: Any
    ) -> None:
        prepare()
        admin = User.objects.get(username="admin")
        admin.set_password("my own")
        admin.save()
        prepare("--public")
        assert not any(user.check_password("demo") for user in User.objects.all())

    def test_a_password_that_begins_with_a_hyphen(
        self, prepare: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("secrets.token_urlsafe", lambda *length: "-random-as-it-is")
        prepare("--public")
        assert password_of("editor", "-random-as-it-is")

    def test_a_password_of_ones_own_is_kept(self, prepare: Any) -> None:
        prepare()
        admin = User.objects.get(username="admin")
        admin.set_password("my own")
        admin.save()
        assert "with your own user and password" in prepare("--public")
        assert password_of("admin", "my own")


def test_static_files_are_collected_once(prepare: Any, tmp_path: Path) -> None:
    assert "Collecting static files" in prepare()
    assert (tmp_path / "static" / "wagtailadmin").is_dir()
    assert "Collecting static files" not in prepare()
