"""Numbers are in the order of commits, whoever writes at the same time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction
from wagtail.models import Page, Site

from cms.events import log
from cms.events.models import PublicThing
from home.models import ContentPage, SectionPage
from tests import builders

_T = TypeVar("_T")


@contextmanager
def threads(number: int) -> Iterator[Callable[..., Any]]:
    """Each with a connection of its own, which is closed at the end."""

    def at_work(action: Callable[..., _T], *args: Any) -> _T:
        try:
            return action(*args)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        yield lambda action, *args: pool.submit(at_work, action, *args)


def publish(page: Page, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def needs_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")


def test_who_commits_first_has_the_smaller_number(committed_site: Site) -> None:
    """And who stays for long in a transaction keeps nobody waiting, and is not missed later."""
    needs_postgresql()
    first, second = builders.section("One"), builders.section("Two")
    number = log.newest()
    published, go_on = Event(), Event()

    def start_first_and_end_last() -> None:
        with transaction.atomic():
            publish(first, "First")
            published.set()
            go_on.wait(20)

    with threads(1) as start:
        running = start(start_first_and_end_last)
        assert published.wait(20)
        for each in range(3):
            publish(second, f"Second {each}")
        seen = log.after(number)
        assert [each.title for each in seen] == ["Second 0", "Second 1", "Second 2"]
        go_on.set()
        running.result()
    later = log.after(seen[-1].sequence)
    assert [(each.title, each.sequence) for each in later] == [("First", number + 4)]


def test_readers_see_each_number_once_and_in_order(committed_site: Site) -> None:
    pages = [builders.content_page(f"Page {number}") for number in range(8)]
    start_number, rounds = log.newest(), 5
    done = Event()

    def write(page: Page) -> None:
        for each in range(rounds):
            publish(page, f"{page.pk} {each}")

    def read() -> list[int]:
        seen = [start_number]
        while True:
            last_look = done.is_set()
            seen += [each.sequence for each in log.after(seen[-1], limit=7)]
            if last_look and seen[-1] == log.newest():
                return seen

    with threads(6) as start:
        readers = [start(read) for _ in range(2)]
        for writer in [start(write, page) for page in pages]:
            writer.result()
        done.set()
        expected = list(range(start_number, start_number + len(pages) * rounds + 1))
        assert [reader.result() for reader in readers] == [expected, expected]


@pytest.mark.parametrize("attempt", range(3))
def test_a_section_goes_while_a_page_in_it_comes(committed_site: Site, attempt: int) -> None:
    section = builders.section()
    page = builders.content_page(parent=section, live=False)
    at_once = Barrier(2)

    def go() -> None:
        at_once.wait()
        SectionPage.objects.get(pk=section.pk).unpublish()

    def come() -> None:
        at_once.wait()
        publish(ContentPage.objects.get(pk=page.pk), "New")

    number = log.newest()
    with threads(2) as start:
        for each in [start(go), start(come)]:
            each.result()
    told = [(each.type, each.action) for each in log.after(number)]
    about_page = [action for type_name, action in told if type_name == "home.ContentPage"]
    assert about_page in ([], ["published", "unpublished"])
    assert not PublicThing.objects.filter(object_id__in=[page.pk, section.pk], visible=True)
    assert ("home.SectionPage", "unpublished") in told


def test_many_publish_and_move_at_once(committed_site: Site) -> None:
    """The log's lock is the last that a transaction takes, so it leads to no deadlock.

    Nobody publishes a page whose tree another moves: Wagtail itself would write old places back.
    """
    here, there = builders.section("Here"), builders.section("There")
    moving = builders.content_page("Moving", parent=here)
    pages = [builders.content_page(f"Page {each}") for each in range(4)]
    number = log.newest()

    def move() -> None:
        for target in (there, here, there, here):
            place = Page.objects.get(pk=target.pk)
            Page.objects.get(pk=moving.pk).move(place, pos="last-child")

    def publish_often(page: Page) -> None:
        for each in range(6):
            publish(ContentPage.objects.get(pk=page.pk), f"{page.pk} {each}")

    with threads(5) as start:
        for each in [start(move), *(start(publish_often, page) for page in pages)]:
            each.result()
    told = log.after(number)
    assert [each.sequence for each in told] == list(range(number + 1, number + 1 + len(told)))
    actions = [each.action for each in told if each.type == "home.ContentPage"]
    assert (actions.count("updated"), actions.count("moved")) == (24, 4)
