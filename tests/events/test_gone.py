"""What is told of something that is no longer public is what was public of it."""

from collections.abc import Callable

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.events.models import Change
from home.models import SectionPage
from tests import builders
from tests.events.conftest import said

Told = Callable[[], list[Change]]


def test_a_hidden_page_is_told_of_as_it_was_last_seen(told: Told) -> None:
    page = builders.section("Water")
    told()
    page.title, page.slug, page.live = "Secret merger", "secret-merger", False
    page.save()
    (change,) = told()
    assert (change.action, change.title, change.html_path) == (
        "unpublished",
        "Water",
        "/en/water/",
    )


@pytest.fixture
def elsewhere(site: Site) -> Page:
    """The home page of another site."""
    root = Page.get_first_root_node()
    home = builders.publish(root, type(builders.home())(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="other.example.org", root_page=home, site_name="Other")
    return home


def test_a_move_to_another_site_is_told_in_both(elsewhere: Page, told: Told) -> None:
    page = builders.section("Water")
    told()
    page.move(elsewhere, pos="last-child")
    went, came = told()
    assert said([went, came]) == [
        ("unpublished", "home.SectionPage", page.pk),
        ("published", "home.SectionPage", page.pk),
    ]
    assert (went.tree_id, came.tree_id) == (builders.home().pk, elsewhere.pk)
    assert {f"link:{page.pk}", "navigation:en", "pages:en"} <= set(went.tags)


def test_a_site_that_begins_inside_another_takes_its_pages(site: Site, told: Told) -> None:
    campaign = builders.section("Campaign")
    below = builders.content_page("Below", parent=campaign)
    told()
    Site.objects.create(hostname="campaign.example.org", root_page=campaign, site_name="Campaign")
    changes = [each for each in told() if each.object_id == below.pk]
    assert [(each.action, each.tree_id, each.html_path) for each in changes] == [
        ("unpublished", builders.home().pk, "/en/campaign/below/"),
        ("published", campaign.pk, "/en/below/"),
    ]


def test_a_redirect_is_public_while_it_leads_somewhere(told: Told) -> None:
    page = builders.section("Merger", live=False)
    rule = Redirect.objects.create(old_path="/en/merger", redirect_page=page)
    assert told() == []
    page.save_revision().publish()
    published = [("published", "home.SectionPage", page.pk)]
    redirect = ("wagtailredirects.Redirect", rule.pk)
    assert said(told()) == [*published, ("published", *redirect)]
    SectionPage.objects.get(pk=page.pk).unpublish()
    assert ("unpublished", *redirect) in said(told())


def test_a_redirect_to_an_address_is_public(told: Told) -> None:
    rule = Redirect.objects.create(old_path="/en/old", redirect_link="https://example.org/")
    assert said(told()) == [("published", "wagtailredirects.Redirect", rule.pk)]
