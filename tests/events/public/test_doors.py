"""The same by other doors: the management API, bulk actions, translation, commands."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.synctree import synchronize_tree

from home.models import SectionPage
from tests import builders
from tests.editing import add_page, section_form
from tests.events.public.cases import Case, Editor, compare
from tests.events.public.test_pages import APPEARS, GOES, form

FRENCH = "[absent alternates link navigation paths]"


def create_by_api(editor: Editor) -> Iterator[Any]:
    yield
    meta = {"parent_id": builders.home().pk, "type": "home.SectionPage"}
    draft = {"title": "Soil", "slug": "soil"}
    editor.by_api("post", "pages/", meta=meta, **draft)
    page = {"title": "Water", "slug": "water"}
    editor.by_api("post", "pages/", meta=meta | {"action": "publish"}, **page)
    yield ["published SectionPage: /en/water/ [absent alternates link paths]"]


def edit_by_api(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    meta = {"type": "home.SectionPage"}
    editor.by_api("patch", f"pages/{page.pk}/", meta=meta, title="Draft")
    editor.by_api("patch", f"pages/{page.pk}/", meta=meta | {"action": "publish"}, title="Wells")
    yield ["updated SectionPage: /en/water/ [link navigation]"]


def move_by_api(editor: Editor) -> Iterator[Any]:
    page, target = builders.content_page(), builders.section()
    yield
    place = {"destination_id": target.pk, "position": "last-child"}
    editor.by_api("post", f"pages/{page.pk}/actions/move/", **place)
    yield [
        "moved ContentPage: /en/about-us/ > /en/water/about-us/ [alternates link paths]",
        "published Redirect: /en/about-us [absent redirects]",
    ]


def copy_by_api(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    editor.by_api("post", f"pages/{page.pk}/actions/copy/", slug="wells", title="Wells")
    yield [f"published SectionPage: /en/wells/ {APPEARS}"]


def alias_by_api(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    editor.by_api("post", f"pages/{page.pk}/actions/create_alias/", slug="same")
    yield [f"published SectionPage: /en/same/ {APPEARS}"]


def unpublish_and_delete_by_api(editor: Editor) -> Iterator[Any]:
    gone, page = builders.section(), builders.content_page()
    builders.content_page("Inner", parent=gone)
    yield
    editor.by_api("delete", f"pages/{gone.pk}/actions/delete/")
    editor.by_api("post", f"pages/{page.pk}/actions/unpublish/")
    yield [
        f"deleted SectionPage: /en/water/ {GOES}",
        "deleted ContentPage: /en/water/inner/ [alternates link paths]",
        "unpublished ContentPage: /en/about-us/ [alternates link paths]",
    ]


def change_a_site_by_api(editor: Editor) -> Iterator[Any]:
    site = Site.objects.get()
    yield
    editor.by_api(
        "put",
        f"sites/{site.pk}/",
        hostname="new.example.org",
        port=80,
        site_name="New",
        root_page_id=site.root_page_id,
        is_default_site=True,
    )
    yield ["updated Site: New [default] [locales site]"]


def publish_in_bulk(editor: Editor) -> Iterator[Any]:
    pages = [builders.section("Water", live=False), builders.section("Soil", live=False)]
    yield
    editor.in_bulk(Page, "publish", pages, include_descendants="")
    yield [
        f"published SectionPage: /en/water/ {APPEARS}",
        f"published SectionPage: /en/soil/ {APPEARS}",
    ]


def unpublish_in_bulk(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    yield
    editor.in_bulk(Page, "unpublish", [page], include_descendants="on")
    yield [
        f"unpublished SectionPage: /en/water/ {GOES}",
        "unpublished ContentPage: /en/water/about-us/ [alternates link paths]",
    ]


def move_in_bulk(editor: Editor) -> Iterator[Any]:
    pages = [builders.content_page("One"), builders.content_page("Two")]
    target = builders.section()
    yield
    editor.in_bulk(Page, "move", pages, chooser=target.pk)
    yield [
        "moved ContentPage: /en/one/ > /en/water/one/ [alternates link paths]",
        "moved ContentPage: /en/two/ > /en/water/two/ [alternates link paths]",
        "published Redirect: /en/one [absent redirects]",
        "published Redirect: /en/two [absent redirects]",
    ]


def delete_in_bulk(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    yield
    editor.in_bulk(Page, "delete", [page])
    yield [
        f"deleted SectionPage: /en/water/ {GOES}",
        "deleted ContentPage: /en/water/about-us/ [alternates link paths]",
    ]


def translate(editor: Editor) -> Iterator[Any]:
    """Submitted as a draft, then published."""
    page = builders.section()
    source, _made = TranslationSource.get_or_create_from_instance(page)
    yield
    translation = Translation.objects.create(source=source, target_locale=builders.locale("fr"))
    translation.save_target(publish=False)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    yield [f"published SectionPage: /fr/water/ {FRENCH}"]


def translate_a_contact(editor: Editor) -> Iterator[Any]:
    contact = builders.contact()
    source, _made = TranslationSource.get_or_create_from_instance(contact)
    translation = Translation.objects.create(source=source, target_locale=builders.locale("fr"))
    yield
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    yield ["published Contact: Press Office [absent]"]


def synchronize_a_tree(editor: Editor) -> Iterator[Any]:
    """With aliases of what another language does not have."""
    section = builders.section()
    builders.content_page(parent=section)
    yield
    synchronize_tree(builders.locale("en"), builders.locale("fr"))
    yield [
        f"published SectionPage: /fr/water/ {FRENCH}",
        "published ContentPage: /fr/water/about-us/ [absent alternates link paths]",
    ]


def run_a_command(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    page.title = "Wells"
    page.save_revision()
    page.revisions.update(approved_go_live_at="2026-01-01T00:00Z")
    yield
    call_command("publish_scheduled")
    yield ["updated SectionPage: /en/water/ [link navigation]"]


def what_nobody_sees(editor: Editor) -> Iterator[Any]:
    page, other = builders.section(), builders.section("Soil")
    draft = builders.section("Secret plan", live=False)
    yield
    add_page(editor.client, SectionPage, builders.home(), section_form(slug="new"))
    editor.save(page, form(title="Draft title", slug="draft-slug"))
    editor.save(page, form(title="Again"), **{"overwrite_revision_id": ""})
    editor.save(draft, form(title="Secret", slug="renamed"))
    editor.send("wagtailadmin_pages:lock", page.pk)
    editor.send("wagtailadmin_pages:unlock", page.pk)
    editor.save(other, form(title="Soil", slug="soil"), **{"action-submit": "x"})
    state = Page.objects.get(pk=other.pk).specific.current_workflow_task_state
    if state:
        editor.send("wagtailadmin_pages:workflow_action", other.pk, "reject", state.pk)
    editor.publish(page, form(title="Later", go_live_at="2099-01-01 00:00"))
    editor.send("wagtailadmin_pages:preview_on_edit", page.pk, **form(title="Preview"))
    editor.client.get(reverse("wagtailadmin_pages:revisions_index", args=[page.pk]))
    editor.send("wagtailadmin_pages:delete", draft.pk)
    yield []


CASES = [
    create_by_api,
    edit_by_api,
    move_by_api,
    copy_by_api,
    alias_by_api,
    unpublish_and_delete_by_api,
    change_a_site_by_api,
    publish_in_bulk,
    unpublish_in_bulk,
    move_in_bulk,
    delete_in_bulk,
    translate,
    translate_a_contact,
    synchronize_a_tree,
    run_a_command,
    what_nobody_sees,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_doors(case: Case, editor: Editor, told: Callable[[], list[Any]]) -> None:
    compare(case, editor, told)
