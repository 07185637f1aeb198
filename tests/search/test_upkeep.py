"""When a change has been made, search knows it, also while tasks wait for the worker."""

from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Site

from cms import settings as production
from search.models import Document
from tests import builders
from tests.search.conftest import Api, Search


@pytest.fixture(autouse=True)
def queued_tasks(settings: Any) -> None:
    settings.TASKS = production.TASKS


def test_publishing(search: Search) -> None:
    page = builders.content_page("Quartz")
    assert search.titles("quartz") == ["Quartz"]
    page.title = "Basalt"
    page.save_revision().publish()
    assert search.titles("quartz") == []
    assert search.titles("basalt") == ["Basalt"]


def test_aliases_and_copies(search: Search, django_capture_on_commit_callbacks: Any) -> None:
    page = builders.content_page("Quartz")
    with django_capture_on_commit_callbacks(execute=True):
        page.create_alias(parent=builders.section("Here"), update_slug="alias")
    page.copy(to=builders.section("There"), update_attrs={"slug": "copy"})
    assert len(search.titles("quartz")) == 3
    page.title = "Basalt"
    page.save_revision().publish()
    assert search.titles("basalt") == ["Basalt", "Basalt"]
    assert search.titles("quartz") == ["Quartz"]


def test_translations(search: Search) -> None:
    builders.translated(builders.content_page("Water"), "fr", title="Des quartz")
    assert search.titles("quartz") == search.titles("quartz", locale="fr") == ["Des quartz"]
    assert search.titles("quartz", locale="en") == []


def test_saving_a_live_page_without_publishing_it(committed_site: Site) -> None:
    search = Search(Api())
    page = builders.content_page("Quartz")
    page.title = "Basalt"
    page.save()
    assert search.titles("basalt") == ["Basalt"]
    assert search.titles("quartz") == []


def test_deleting_leaves_nothing_behind(search: Search) -> None:
    section = builders.section("Section")
    builders.content_page("Quartz", parent=section)
    section.delete()
    assert search.titles("quartz") == []
    assert not Document.objects.filter(title="Quartz").exists()


def test_a_page_that_says_very_much(search: Search) -> None:
    words = " ".join(f"word{number:x}" + "y" * 30 for number in range(40_000))
    body = [("rich_text", f"<p>quartz {'ﷺ' * 5000} {words}</p>")]
    builders.content_page("Long", body=body)
    assert search.titles("quartz") == ["Long"]


def test_rebuilding(search: Search) -> None:
    builders.content_page("Quartz")
    builders.content_page("Quartz draft", live=False)
    Document.objects.all().delete()
    assert search.titles("quartz") == []
    call_command("rebuild_search", verbosity=0)
    call_command("rebuild_search", verbosity=0)
    assert search.titles("quartz") == ["Quartz"]
