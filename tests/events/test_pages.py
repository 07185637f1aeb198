"""What the log says of pages, whoever changes them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.events import clock
from cms.events.models import Change
from home.models import SectionPage
from tests import builders
from tests.editing import PUBLISH, add_page, section_form
from tests.events.conftest import said

Told = Callable[[], list[Change]]


def test_a_page_published_in_the_admin(admin_client: Client, told: Told) -> None:
    add_page(admin_client, SectionPage, builders.home(), section_form() | PUBLISH)
    page = SectionPage.objects.get()
    (change,) = told()
    assert said([change]) == [("published", "home.SectionPage", page.pk)]
    assert (change.html_path, change.previous_html_path) == ("/en/water/", "")
    assert (change.locale, change.translation_key) == ("en", page.translation_key)
    assert change.user == get_user_model().objects.get(is_superuser=True)
    assert {f"page:{page.pk}", "list:home.sectionpage:en", "pages:en"} <= set(change.tags)


def test_a_draft_says_nothing(admin_client: Client, told: Told) -> None:
    add_page(admin_client, SectionPage, builders.home(), section_form())
    page = SectionPage.objects.get()
    page.save_revision()
    page.title = "Another draft"
    page.save()
    page.delete()
    assert told() == []


def test_an_unpublished_edit_of_a_live_page_says_nothing(told: Told) -> None:
    page = builders.section()
    told()
    page.title = "Something else"
    page.save_revision()
    assert told() == []


def test_what_happens_to_a_page_and_to_what_is_below_it(told: Told) -> None:
    outer = builders.section("Water")
    inner = builders.content_page("Wells", parent=outer)
    elsewhere = builders.section("Soil")
    told()

    inner.title = "Deep wells"
    inner.save_revision().publish()
    assert said(told()) == [("updated", "home.ContentPage", inner.pk)]

    outer.slug = "waters"
    outer.save_revision().publish()
    moved = [change for change in told() if "Page" in change.type]
    assert said(moved) == [
        ("moved", "home.SectionPage", outer.pk),
        ("moved", "home.ContentPage", inner.pk),
    ]
    assert [(each.previous_html_path, each.html_path) for each in moved] == [
        ("/en/water/", "/en/waters/"),
        ("/en/water/wells/", "/en/waters/wells/"),
    ]

    inner.refresh_from_db()
    inner.move(Page.objects.get(pk=elsewhere.pk), pos="last-child")
    change, redirect = told()
    assert (change.action, change.html_path) == ("moved", "/en/soil/wells/")
    assert (redirect.type, redirect.action) == ("wagtailredirects.Redirect", "published")

    outer.unpublish()
    assert said(told())[:1] == [("unpublished", "home.SectionPage", outer.pk)]

    Page.objects.get(pk=elsewhere.pk).specific.delete()
    assert sorted(change for change in said(told()) if "Page" in change[1]) == [
        ("deleted", "home.ContentPage", inner.pk),
        ("deleted", "home.SectionPage", elsewhere.pk),
    ]


def test_a_restriction_hides_a_branch_and_shows_it_again(told: Told) -> None:
    outer = builders.section("Water")
    inner = builders.content_page("Wells", parent=outer)
    told()
    restriction = PageViewRestriction.objects.create(page=outer, restriction_type="login")
    pages = [("home.SectionPage", outer.pk), ("home.ContentPage", inner.pk)]
    assert said(told()) == [("unpublished", *page) for page in pages]
    inner.save_revision().publish()
    assert told() == []
    restriction.delete()
    assert said(told()) == [("published", *page) for page in pages]


def test_a_changed_order_concerns_the_menu(told: Told) -> None:
    first, second = builders.section("Water"), builders.section("Soil")
    told()
    second.move(first, pos="left")
    (change,) = told()
    assert said([change]) == [("updated", "home.SectionPage", second.pk)]
    assert "navigation:en" in change.tags


@pytest.mark.parametrize(("shown", "concerned"), [(True, True), (False, False)])
def test_the_menu_is_told_of_what_is_in_it(told: Told, shown: bool, concerned: bool) -> None:
    page = builders.section(show_in_menus=shown)
    assert any("navigation:en" in each.tags for each in told()) is concerned
    page.title = "Rivers"
    page.save_revision().publish()
    assert any("navigation:en" in each.tags for each in told()) is concerned


def test_the_clock_shows_and_hides(told: Told) -> None:
    now = timezone.now()
    page = builders.section()
    told()
    Page.objects.filter(pk=page.pk).update(go_live_at=now + timedelta(hours=1))
    SectionPage.objects.get(pk=page.pk).save()
    assert said(told()) == [("unpublished", "home.SectionPage", page.pk)]
    assert clock.next_change() == now + timedelta(hours=1)


def test_an_alias_is_told_of_with_its_source(told: Told) -> None:
    page = builders.section()
    alias = page.create_alias(parent=builders.home(), update_slug="same")
    assert len(told()) == 2
    page.title = "Rivers"
    page.save_revision().publish()
    assert sorted(said(told())) == [
        ("updated", "home.SectionPage", page.pk),
        ("updated", "home.SectionPage", alias.pk),
    ]
