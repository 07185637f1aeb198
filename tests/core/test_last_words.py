"""The moment before each commit."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import Error, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from wagtail.models import Site

from cms.core import database


class Speaker:
    """Notes when it is called; does in its words what a test says."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.words: Any = lambda: None

    def before_commit(self) -> None:
        self.heard.append("commit")
        self.words()

    def after_rollback(self, savepoint: str | None) -> None:
        self.heard.append("back to savepoint" if savepoint else "back")


@pytest.fixture
def speaker(committed_site: Site) -> Iterator[Speaker]:
    speaker = Speaker()
    usual = list(database._speakers)
    database._speakers[:] = [speaker]
    yield speaker
    database._speakers[:] = usual


def groups() -> list[str]:
    return list(Group.objects.filter(name__startswith="x").values_list("name", flat=True))


def test_words_belong_to_the_transaction(speaker: Speaker) -> None:
    speaker.words = lambda: Group.objects.create(name="x words")
    with transaction.atomic():
        with transaction.atomic():
            Group.objects.create(name="x deed")
        assert speaker.heard == []
    assert speaker.heard == ["commit"]
    assert sorted(groups()) == ["x deed", "x words"]


def test_what_is_to_follow_the_commit_follows_it(speaker: Speaker) -> None:
    done: list[str] = []
    speaker.words = lambda: transaction.on_commit(lambda: done.append("by words"))
    with transaction.atomic():
        transaction.on_commit(lambda: done.append("by deed"))
    assert done == ["by deed", "by words"]


@pytest.mark.parametrize("error", [ValueError, IntegrityError, KeyboardInterrupt])
def test_words_that_fail_undo_all(speaker: Speaker, error: type[BaseException]) -> None:
    def fail() -> None:
        Group.objects.create(name="x words")
        raise error

    speaker.words = fail
    with pytest.raises(error), transaction.atomic():
        Group.objects.create(name="x deed")
    assert "back" in speaker.heard
    speaker.words = lambda: None
    assert groups() == []
    with transaction.atomic():
        Group.objects.create(name="x later")
    assert groups() == ["x later"]


def test_an_error_that_the_words_swallow_undoes_all(speaker: Speaker) -> None:
    def swallow() -> None:
        try:
            with transaction.atomic(savepoint=False):
                Group.objects.create(name="x deed")
        except IntegrityError:
            pass

    speaker.words = swallow
    with pytest.raises(TransactionManagementError), transaction.atomic():
        Group.objects.create(name="x deed")
    assert groups() == []


def test_a_connection_lost_in_the_words(speaker: Speaker) -> None:
    def lose() -> None:
        connection.connection.close()
        Group.objects.count()

    speaker.words = lose
    with pytest.raises(Error), transaction.atomic():
        Group.objects.create(name="x deed")
    speaker.words = lambda: None
    assert groups() == []


def test_savepoints_and_closed_connections(speaker: Speaker) -> None:
    with transaction.atomic():
        with pytest.raises(ValueError, match="no"), transaction.atomic():
            raise ValueError("no")
        assert speaker.heard == ["back to savepoint"]
    speaker.heard.clear()
    with transaction.atomic():
        connection.close()
    assert speaker.heard == ["back"]


def test_nobody_commits_inside_a_block(speaker: Speaker) -> None:
    def commit_early() -> None:
        Group.objects.create(name="x deed")
        with pytest.raises(TransactionManagementError):
            transaction.commit()
        assert connection.in_atomic_block
        raise ValueError("undo")

    with pytest.raises(ValueError, match="undo"):
        transaction.atomic(commit_early)()
    assert groups() == []
    assert "commit" not in speaker.heard
