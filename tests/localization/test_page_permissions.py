"""What the admin and the management API show of pages to groups that are limited to languages."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from tests import builders
from tests.localization.people import group, logged_in, member, with_token

pytestmark = pytest.mark.django_db


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_explorer_shows_every_language_that_page_permissions_reach(site: Any) -> None:
    builders.content_page("Wells")
    client = logged_in(member(group("French", rights={"fr": "translate"})))
    listing = client.get(reverse("wagtailadmin_explore", args=[builders.home().pk]))
    assert "Wells" in listing.content.decode()
    assert edit(builders.content_page("Rivers")) not in listing.content.decode()


def test_the_explorer_is_open_to_those_who_may_only_request(site: Any) -> None:
    builders.content_page("Wells")
    client = logged_in(member(group("Requests", rights={"fr": "request"})))
    listing = client.get(reverse("wagtailadmin_explore", args=[builders.home().pk]))
    assert "Wells" in listing.content.decode()
    menu = '"url": "/admin/pages/"'
    assert menu in unescape(client.get("/admin/").content.decode())
    nobody = logged_in(member(group("Nobody", pages=())))
    assert menu not in unescape(nobody.get("/admin/").content.decode())


def test_groups_add_up_each_with_its_own_languages(site: Any) -> None:
    english, french = builders.content_page("A"), builders.content_page(parent=builders.home("fr"))
    at_home = group("English desk", at=builders.home(), pages=("change",))
    translators = group("French", rights={"fr": "translate"})
    client = logged_in(member(at_home, translators))
    assert client.get(edit(english)).status_code == 200
    assert client.get(edit(french)).status_code == 200
    arabic = builders.content_page(parent=builders.home("ar"))
    assert client.get(edit(arabic)).status_code == 302


def test_one_groups_right_does_not_widen_anothers_pages(site: Any) -> None:
    """Rights in French from a group without pages, and pages from one limited to English."""
    page = builders.content_page(parent=builders.home("fr"))
    rights = group("Rights", pages=(), rights={"fr": "translate"})
    pages = group("Pages", rights={"en": "translate"})
    assert logged_in(member(rights, pages)).get(edit(page)).status_code == 302


def test_a_limited_group_begins_no_language(site: Any) -> None:
    root = Page.get_first_root_node()
    Site.objects.create(hostname="second.example.org", root_page=builders.home("fr"))
    everything = dict.fromkeys(("en", "fr"), "translate publish")
    client = logged_in(member(group("All", rights=everything)))
    add = reverse("wagtailadmin_pages:add", args=["home", "homepage", root.pk])
    assert client.get(add).status_code == 302
    assert logged_in(member(group("Everywhere"))).get(add).status_code == 200


def test_a_page_is_not_deleted_with_pages_in_other_languages_below(site: Any) -> None:
    parent = builders.section(parent=builders.home("fr"), live=False)
    below = builders.content_page("Deep", parent=parent, live=False)
    Page.objects.filter(pk=below.pk).update(locale=builders.locale("ar"))
    delete = reverse("wagtailadmin_pages:delete", args=[parent.pk])
    french = member(group("French", rights={"fr": "translate"}))
    assert logged_in(french).get(delete).status_code == 302
    both = member(group("Both", rights={"fr": "translate", "ar": "translate"}))
    assert logged_in(both).get(delete).status_code == 200


def test_the_management_api_lists_what_one_may_change(site: Any, client: Client) -> None:
    builders.content_page("Wells")
    french = builders.content_page("Puits", parent=builders.home("fr"))
    headers = with_token(member(group("French", at=french, rights={"fr": "review"})))
    listed = client.get("/api/v3-preview/pages/", headers=headers).json()["items"]
    assert [item["title"] for item in listed] == ["Puits"]


def test_those_who_may_change_a_page_are_found(site: Any) -> None:
    page = builders.content_page(parent=builders.home("fr"))
    french = member(group("French", rights={"fr": "translate"}))
    member(group("Arabic", rights={"ar": "translate"}))
    policy = policy_registry.get_by_type(Page)
    found = policy.users_with_permission_for_instance("change", page, include_superusers=False)
    assert list(found) == [french]
    assert policy.user_has_permission_for_instance(french, "change", page)
    assert not policy.user_has_permission_for_instance(french, "change", builders.home())


def test_permissions_take_no_more_queries_for_many_pages(
    site: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        builders.content_page(f"Page {number}", parent=builders.home("fr"))
    user = member(group("French", rights={"fr": "translate publish"}))
    pages = list(Page.objects.child_of(builders.home("fr")).specific())
    with django_assert_max_num_queries(2):
        assert all(page.permissions_for_user(user).can_publish() for page in pages)
