"""Pages, in the admin."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Workflow

from cms.core.database import before_commit
from cms.core.scheduling import Scheduler
from cms.events import clock
from cms.events.models import Change, PublicThing
from home.models import SectionPage
from tests import builders
from tests.editing import PUBLISH, add_page, section_form
from tests.events.public.cases import Case, Editor, compare

APPEARS = "[absent alternates link navigation paths]"
GOES = "[alternates link navigation paths]"
MOVES = GOES


def form(**fields: Any) -> dict[str, Any]:
    return section_form(show_in_menus="on", **fields)


def publish(editor: Editor) -> Iterator[Any]:
    yield
    add_page(editor.client, SectionPage, builders.home(), form() | PUBLISH)
    yield [f"published SectionPage: /en/water/ {APPEARS}"]


def publish_a_draft(editor: Editor) -> Iterator[Any]:
    page = builders.section(live=False)
    yield
    editor.publish(page, form())
    yield [f"published SectionPage: /en/water/ {APPEARS}"]


def edit(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    editor.publish(page, form(seo_title="Other"))
    yield ["updated SectionPage: /en/water/ []"]


def rename(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    editor.publish(page, form(title="Wells"))
    yield ["updated SectionPage: /en/water/ [link navigation]"]


def unpublish(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    editor.send("wagtailadmin_pages:unpublish", page.pk)
    yield [f"unpublished SectionPage: /en/water/ {GOES}"]


def unpublish_with_pages_below(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    builders.content_page("Draft", parent=page, live=False)
    yield
    editor.send("wagtailadmin_pages:unpublish", page.pk)
    yield [
        f"unpublished SectionPage: /en/water/ {GOES}",
        "unpublished ContentPage: /en/water/about-us/ [alternates link paths]",
    ]


def change_the_slug(editor: Editor) -> Iterator[Any]:
    """Of what is below as well; the redirects from the old paths belong to it."""
    page = builders.section()
    inner = builders.content_page(parent=page)
    builders.content_page("Draft", parent=inner, live=False)
    yield
    editor.publish(page, form(slug="waters"))
    yield [
        f"moved SectionPage: /en/water/ > /en/waters/ {MOVES}",
        "moved ContentPage: /en/water/about-us/ > /en/waters/about-us/ [alternates link paths]",
        "published Redirect: /en/water [absent redirects]",
        "published Redirect: /en/water/about-us [absent redirects]",
    ]


def change_the_slug_back(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    before_commit()
    editor.publish(page, form(slug="waters"))
    before_commit()
    yield
    editor.publish(page, form(slug="water"))
    yield [
        f"moved SectionPage: /en/waters/ > /en/water/ {MOVES}",
        "published Redirect: /en/waters [absent redirects]",
    ]


def move(editor: Editor) -> Iterator[Any]:
    page = builders.content_page()
    target = builders.section()
    yield
    editor.send("wagtailadmin_pages:move_confirm", page.pk, target.pk)
    yield [
        "moved ContentPage: /en/about-us/ > /en/water/about-us/ [alternates link paths]",
        "published Redirect: /en/about-us [absent redirects]",
    ]


def move_below_a_draft(editor: Editor) -> Iterator[Any]:
    page = builders.content_page()
    target = builders.section("Secret plan", live=False)
    yield
    editor.send("wagtailadmin_pages:move_confirm", page.pk, target.pk)
    yield ["unpublished ContentPage: /en/about-us/ [alternates link paths]"]


def change_the_order(editor: Editor) -> Iterator[Any]:
    builders.section("Soil")
    page = builders.section()
    yield
    editor.send("wagtailadmin_pages:set_page_position", page.pk, query="?position=0")
    yield ["updated SectionPage: /en/water/ [navigation]"]


def delete(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    builders.content_page("Draft", parent=page, live=False)
    yield
    editor.send("wagtailadmin_pages:delete", page.pk)
    yield [
        f"deleted SectionPage: /en/water/ {GOES}",
        "deleted ContentPage: /en/water/about-us/ [alternates link paths]",
    ]


def copy(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    yield
    editor.send(
        "wagtailadmin_pages:copy",
        page.pk,
        new_title="Wells",
        new_slug="wells",
        new_parent_page=builders.home().pk,
        copy_subpages="on",
        publish_copies="on",
    )
    yield [
        f"published SectionPage: /en/wells/ {APPEARS}",
        "published ContentPage: /en/wells/about-us/ [absent alternates link paths]",
    ]


def copy_as_drafts(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    editor.send(
        "wagtailadmin_pages:copy",
        page.pk,
        new_title="Wells",
        new_slug="wells",
        new_parent_page=builders.home().pk,
    )
    yield []


def update_an_alias(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    page.create_alias(parent=builders.home(), update_slug="same")
    yield
    editor.publish(page, form(title="Wells"))
    yield [
        "updated SectionPage: /en/water/ [link navigation]",
        "updated SectionPage: /en/same/ [link navigation]",
    ]


def make_an_alias_a_page(editor: Editor) -> Iterator[Any]:
    """The API says what a page is an alias of."""
    alias = builders.section().create_alias(parent=builders.home(), update_slug="same")
    yield
    editor.send("wagtailadmin_pages:convert_alias", alias.pk)
    yield ["updated SectionPage: /en/same/ []"]


def restrict(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    yield
    editor.send("wagtailadmin_pages:set_privacy", page.pk, restriction_type="login")
    yield [
        f"unpublished SectionPage: /en/water/ {GOES}",
        "unpublished ContentPage: /en/water/about-us/ [alternates link paths]",
    ]


def restrict_otherwise(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    yield
    editor.send(
        "wagtailadmin_pages:set_privacy", page.pk, restriction_type="password", password="x" * 12
    )
    yield []


def lift_a_restriction(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x" * 12)
    yield
    editor.send("wagtailadmin_pages:set_privacy", page.pk, restriction_type="none")
    yield [
        f"published SectionPage: /en/water/ {APPEARS}",
        "published ContentPage: /en/water/about-us/ [absent alternates link paths]",
    ]


def take_out_of_the_menu(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    page.show_in_menus = False
    page.save_revision(user=editor.user).publish()
    yield ["updated SectionPage: /en/water/ [navigation]"]


def revert(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    first = page.get_latest_revision()
    editor.publish(page, form(title="Wells"))
    yield
    editor.publish(page, form(), revision=first.pk)
    yield ["updated SectionPage: /en/water/ [link navigation]"]


def approve(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    Workflow.objects.get_or_create(name="Moderators approval")
    page.title = "Wells"
    page.save_revision()
    page.get_workflow().start(page, editor.user)
    task = page.current_workflow_task_state
    yield
    editor.send("wagtailadmin_pages:workflow_action", page.pk, "approve", task.pk)
    yield ["updated SectionPage: /en/water/ [link navigation]"]


def go_live_by_the_worker(editor: Editor) -> Iterator[Any]:
    page = builders.section(live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    yield
    past = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=page.pk).update(go_live_at=past)
    page.revisions.update(approved_go_live_at=past)
    assert Scheduler().run() == 0
    yield [f"published SectionPage: /en/water/ {APPEARS}"]


def expire_by_the_worker(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    yield
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert Scheduler().run() == 0
    yield [f"unpublished SectionPage: /en/water/ {GOES}"]


def expire_by_the_clock(editor: Editor) -> Iterator[Any]:
    page = builders.section(expire_at=timezone.now() + timedelta(hours=1))
    builders.content_page(parent=page)
    yield
    _let_pass(page)
    clock.tell()
    yield [
        f"unpublished SectionPage: /en/water/ {GOES}",
        "unpublished ContentPage: /en/water/about-us/ [alternates link paths]",
    ]


def go_live_by_the_clock(editor: Editor) -> Iterator[Any]:
    page = builders.section()
    builders.content_page(parent=page)
    SectionPage.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + timedelta(hours=1))
    SectionPage.objects.get(pk=page.pk).save()
    yield
    _let_pass(page)
    clock.tell()
    yield [
        f"published SectionPage: /en/water/ {APPEARS}",
        "published ContentPage: /en/water/about-us/ [absent alternates link paths]",
    ]


def _let_pass(page: Page) -> None:
    """The hour until a page's dates, without waiting for it."""
    past = timezone.now() - timedelta(seconds=1)
    for name in ("go_live_at", "expire_at"):
        Page.objects.filter(pk=page.pk, **{f"{name}__isnull": False}).update(**{name: past})
    PublicThing.objects.filter(object_id=page.pk, due__isnull=False).update(due=past)


def rename_the_home_page(editor: Editor) -> Iterator[Any]:
    home = builders.home()
    yield
    home.title = "Home again"
    home.save_revision().publish()
    yield ["updated HomePage: /en/ [link]"]


def hide_the_home_page(editor: Editor) -> Iterator[Any]:
    home = builders.home("fr")
    yield
    home.unpublish()
    yield ["unpublished HomePage: /fr/ [alternates link locales paths]"]


CASES = [
    publish,
    publish_a_draft,
    edit,
    rename,
    unpublish,
    unpublish_with_pages_below,
    change_the_slug,
    change_the_slug_back,
    move,
    move_below_a_draft,
    change_the_order,
    delete,
    copy,
    copy_as_drafts,
    update_an_alias,
    make_an_alias_a_page,
    restrict,
    restrict_otherwise,
    lift_a_restriction,
    take_out_of_the_menu,
    revert,
    approve,
    go_live_by_the_worker,
    expire_by_the_worker,
    expire_by_the_clock,
    go_live_by_the_clock,
    rename_the_home_page,
    hide_the_home_page,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_pages(case: Case, editor: Editor, told: Callable[[], list[Change]]) -> None:
    compare(case, editor, told)
