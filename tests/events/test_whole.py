"""A publication happens as a whole or not at all, by whatever door, whatever fails or dies."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, Page, Site
from wagtail.signals import published
from wagtail_localize.models import Translation, TranslationSource

from cms.core.scheduling import Scheduler
from cms.events import log, recording
from home.models import SectionPage
from tests import builders
from tests.core import processes
from tests.editing import PUBLISH, section_form
from tests.events.public.cases import Editor

IRRELEVANT = {"Session", "APIToken"}  # that one has come, not what was done


def everything() -> dict[str, list[Any]]:
    """All rows of all tables."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and model.__name__ not in IRRELEVANT
    }


class Failure(Exception):
    pass


def fail(**kwargs: Any) -> None:
    raise Failure


@contextmanager
def a_receiver_fails() -> Iterator[None]:
    """Late: the page is live, other receivers have been called."""
    published.connect(fail)
    try:
        yield
    finally:
        published.disconnect(fail)


@contextmanager
def the_log_fails() -> Iterator[None]:
    """At the very end: all is done, and told."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recording, "_remember", lambda *args: fail())
        yield


@pytest.fixture
def editor(committed_site: Site) -> Editor:
    user = User.objects.create_superuser("editor", "editor@example.org", "x")
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return Editor(client, user)


def draft_of(page: Page) -> Any:
    page.title = "Another"
    return page.save_revision()


# The doors: each makes ready, and gives what is to be done.


def form(editor: Editor) -> Callable[[], Any]:
    page = builders.section()
    page.create_alias(parent=builders.home(), update_slug="same")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return lambda: editor.client.post(url, section_form(title="Another", slug="x") | PUBLISH)


def code(editor: Editor) -> Callable[[], Any]:
    page = builders.section()
    page.create_alias(parent=builders.home(), update_slug="same")
    return draft_of(page).publish


def scheduler(editor: Editor) -> Callable[[], Any]:
    page = builders.section()
    page.title = "Another"
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    return lambda: 500 if Scheduler().run() else 200


def management_api(editor: Editor) -> Callable[[], Any]:
    page = builders.section()
    _token, key = APIToken.create_token(user=editor.user, name="tests")
    return lambda: editor.client.patch(
        f"/api/v3-preview/pages/{page.pk}/",
        {"meta": {"type": "home.SectionPage", "action": "publish"}, "title": "Another"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )


def bulk_action(editor: Editor) -> Callable[[], Any]:
    pages = [builders.section("One"), builders.section("Two")]
    for page in pages:
        draft_of(page)
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return lambda: editor.client.post(f"{url}?{ids}&next=/admin/", {"include_descendants": ""})


def approval(editor: Editor) -> Callable[[], Any]:
    page = builders.section()
    draft_of(page)
    page.get_workflow().start(page, editor.user)
    args = [page.pk, "approve", page.current_workflow_task_state.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=args)
    return lambda: editor.client.post(url)


def snippet(editor: Editor) -> Callable[[], Any]:
    contact = builders.contact()
    url = reverse("wagtailsnippets_contacts_contact:edit", args=[contact.pk])
    data = {"name": "Another", "email": "press@example.org", "image": ""}
    return lambda: editor.client.post(url, data | PUBLISH)


def translation(editor: Editor) -> Callable[[], Any]:
    page = builders.section()
    source, _made = TranslationSource.get_or_create_from_instance(page)
    made = Translation.objects.create(source=source, target_locale=builders.locale("fr"))
    made.save_target()
    draft_of(page).publish()
    source.update_from_db()
    return made.save_target


DOORS = [form, code, scheduler, management_api, bulk_action, approval, snippet, translation]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_an_error_undoes_all(editor: Editor, door: Callable[[Editor], Any]) -> None:
    act = door(editor)
    before, number = everything(), log.newest()
    for something_fails in (a_receiver_fails, the_log_fails):
        with something_fails():
            try:
                answer = act()
            except Failure:
                answer = 500
        assert getattr(answer, "status_code", answer) == 500
        assert everything() == before
        connection.close()  # what was noted of it is gone as well
    answer = act()
    assert getattr(answer, "status_code", 200) in (200, 302)
    told = log.after(number)
    assert told
    assert [each.sequence for each in told] == list(range(number + 1, number + 1 + len(told)))


KILLED = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from wagtail.models import Page

page = Page.objects.get(pk=int(sys.argv[1])).specific
page.title, page.slug = "Another", "another"
revision = page.save_revision()
statements = 0

def die(execute, sql, params, many, context):
    global statements
    statements += 1
    if statements > int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(die):
    revision.publish()
print("published")
"""


def test_a_process_killed_in_the_middle(committed_site: Site) -> None:
    """After so many statements; in the end it is not killed any more."""
    page = builders.section()
    builders.content_page(parent=page)
    database = {"DATABASE_URL": processes.database_url(), "DJANGO_SETTINGS_MODULE": "cms.settings"}
    number = log.newest()
    for statements in (10, 40, 60, 1000):
        done = processes.run("-c", KILLED, str(page.pk), str(statements), **database)
        if done.returncode == 0:
            assert done.stdout == "published\n", done.stderr
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert log.newest() == number
        assert SectionPage.objects.get(pk=page.pk).title == "Water"
    told = {(each.action, each.html_path) for each in log.after(number)}
    assert told == {
        ("moved", "/en/another/"),
        ("moved", "/en/another/about-us/"),
        ("published", "/en/water"),
        ("published", "/en/water/about-us"),
    }
