"""Readers of the log miss nothing, or are told that they did."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, Site

from cms.core.database import before_commit
from cms.events import log
from cms.events.models import Change, Head
from tests import builders
from tests.events.conftest import said

Told = Callable[[], list[Change]]


def test_numbers_have_no_gaps(told: Told) -> None:
    for number in range(3):
        builders.section(f"Section {number}")
    changes = told()
    first = changes[0].sequence
    assert [each.sequence for each in changes] == [first, first + 1, first + 2]
    assert log.newest() == first + 2
    assert list(log.tags_after(first)) == [(each.sequence, each.tags) for each in changes[1:]]


def test_a_reader_that_missed_something_has_to_start_over(told: Told) -> None:
    start = log.newest()
    for number in range(3):
        builders.section(f"Section {number}")
    told()
    Change.objects.filter(sequence__lte=start + 2).delete()
    Head.objects.update(oldest=start + 2)
    for reader in (start, start + 1, start + 4):
        with pytest.raises(log.TooOldError):
            log.after(reader)
        with pytest.raises(log.TooOldError):
            list(log.tags_after(reader))
    assert len(log.after(start + 2)) == 1
    assert log.after(start + 3) == list(log.tags_after(start + 3)) == []


def test_a_lost_head_is_replaced_and_no_number_given_twice(told: Told) -> None:
    seen = log.newest()
    Head.objects.all().delete()
    page = builders.section()
    before_commit()
    number = log.newest()
    assert number > max(seen, time.time() - 60)
    assert said(log.after(number - 1)) == [("published", "home.SectionPage", page.pk)]
    with pytest.raises(log.TooOldError):
        log.after(seen)


def test_what_was_undone_is_not_told(told: Told) -> None:
    kept, undone = builders.section("Kept"), builders.section("Undone")
    told()

    def fail(page: Page) -> None:
        with transaction.atomic():
            page.save_revision().publish()
        raise ValueError("undo")

    with transaction.atomic():
        with transaction.atomic():
            kept.save_revision().publish()
        with pytest.raises(ValueError, match="undo"):
            transaction.atomic(fail)(undone)
    assert said(told()) == [("updated", "home.SectionPage", kept.pk)]


def test_outside_of_a_transaction_a_change_is_told_at_once(committed_site: Site) -> None:
    number = log.newest()
    page = builders.section()
    page.title = "Rivers"
    page.save()
    assert [each.title for each in log.after(number)] == ["Water", "Rivers"]


@pytest.mark.parametrize("others", [0, 12])
def test_a_publication_costs_few_queries_more(
    told: Told, django_assert_max_num_queries: Any, others: int
) -> None:
    """However much there is: the head, the trees, the languages, what was told, the page, what is
    closed; the change, the head, what is told now."""
    page = builders.content_page(parent=builders.section())
    for number in range(others):
        builders.content_page(f"Page {number}", live=number % 2 == 0)
    told()
    page.title = "Another"
    page.save_revision().publish()
    with django_assert_max_num_queries(9):
        before_commit()
    assert len(told()) == 1
