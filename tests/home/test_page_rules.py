"""Where pages of which type may stand, asked through the admin's own views."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from home.models import ContentPage, HomePage, SectionPage
from news.models import NewsIndexPage, NewsPage
from tests import builders
from tests.editing import add_page, add_page_url, section_form

TYPES: dict[str, type[Page]] = {
    "home": HomePage,
    "section": SectionPage,
    "content": ContentPage,
    "index": NewsIndexPage,
    "article": NewsPage,
}


def nested(build: Callable[..., Any], levels: int) -> Any:
    """The innermost of so many pages, one below the other."""
    page = None
    for number in range(levels):
        page = build(f"Level {number}", parent=page)
    return page


PARENTS: dict[str, Callable[[], Page]] = {
    "root": Page.get_first_root_node,
    "home": builders.home,
    "section": builders.section,
    "section in section": lambda: nested(builders.section, 2),
    "content": builders.content_page,
    "content in content": lambda: nested(builders.content_page, 2),
    "content in content in content": lambda: nested(builders.content_page, 3),
    "index": builders.news_index,
    "article": lambda: builders.article(parent=builders.news_index()),
}

OFFERED = {
    "root": set(),
    "home": {"section", "content", "index"},
    "section": {"section", "content", "index"},
    "section in section": {"content", "index"},
    "content": {"content"},
    "content in content": {"content"},
    "content in content in content": set(),
    "index": {"article"},
    "article": set(),
}


@pytest.mark.parametrize("parent", PARENTS)
@pytest.mark.usefixtures("site")
def test_which_types_may_be_added(admin_client: Client, parent: str) -> None:
    page = PARENTS[parent]()
    opened = {
        name
        for name, model in TYPES.items()
        if admin_client.get(add_page_url(model, page)).status_code == 200
    }
    assert opened == OFFERED[parent]


@pytest.mark.usefixtures("site")
def test_the_choice_is_explained(admin_client: Client) -> None:
    url = reverse("wagtailadmin_pages:add_subpage", args=[builders.home().pk])
    html = admin_client.get(url).content.decode()
    for model in (ContentPage, NewsIndexPage, SectionPage):
        assert str(model.page_description) in html


class TestHomePages:
    """A home page is for a site; one that no site shows would be written for nobody."""

    @staticmethod
    def may_be_added(client: Client) -> bool:
        root = Page.get_first_root_node()
        return bool(client.get(add_page_url(HomePage, root)).status_code == 200)

    def test_none_where_each_site_has_its_own(self, admin_client: Client, site: Site) -> None:
        assert not self.may_be_added(admin_client)

    def test_one_for_a_new_site(self, admin_client: Client, site: Site) -> None:
        new = Site.objects.create(hostname="other.example.org", root_page=site.root_page)
        assert self.may_be_added(admin_client)
        new.root_page = Page.get_first_root_node().add_child(instance=HomePage(title="Other"))
        new.save()
        assert not self.may_be_added(admin_client)


@pytest.mark.usefixtures("new_database")
class TestTheFirstHomePage:
    def test_may_be_added(self, admin_client: Client) -> None:
        assert TestHomePages.may_be_added(admin_client)


@pytest.mark.usefixtures("site")
class TestNewsIndex:
    def test_one_for_each_parent(self, admin_client: Client) -> None:
        builders.news_index()
        assert admin_client.get(add_page_url(NewsIndexPage, builders.home())).status_code == 302
        section = builders.section()
        assert admin_client.get(add_page_url(NewsIndexPage, section)).status_code == 200


@pytest.mark.usefixtures("site")
class TestMoves:
    @staticmethod
    def move(client: Client, page: Page, parent: Page) -> bool:
        url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk])
        client.post(url)
        return bool(Page.objects.get(pk=page.pk).get_parent() == Page(pk=parent.pk))

    def test_a_section_into_another(self, admin_client: Client) -> None:
        outer, inner = builders.section("Outer"), builders.section("Inner")
        assert self.move(admin_client, inner, outer)

    def test_a_section_with_sections_into_another(self, admin_client: Client) -> None:
        outer, inner = builders.section("Outer"), builders.section("Inner")
        builders.section("Innermost", parent=inner)
        assert not self.move(admin_client, inner, outer)

    def test_a_section_with_other_pages_into_another(self, admin_client: Client) -> None:
        outer, inner = builders.section("Outer"), builders.section("Inner")
        builders.content_page(parent=inner)
        assert self.move(admin_client, inner, outer)

    def test_content_too_deep(self, admin_client: Client) -> None:
        deep = nested(builders.content_page, 2)
        pair = builders.content_page("Pair")
        builders.content_page("Below", parent=pair)
        assert not self.move(admin_client, pair, deep)
        assert self.move(admin_client, pair, deep.get_parent())

    def test_within_its_own_branch(self, admin_client: Client) -> None:
        """What it leaves behind does not count against it."""
        deepest = nested(builders.content_page, 3)
        top = deepest.get_parent().get_parent()
        assert self.move(admin_client, deepest, top)


@pytest.mark.usefixtures("site")
def test_a_copy_keeps_the_rules(admin_client: Client) -> None:
    inner = nested(builders.section, 2)
    other = builders.section("Other")
    url = reverse("wagtailadmin_pages:copy", args=[other.pk])
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": inner.pk}
    response = admin_client.post(url, form)
    assert "new_parent_page" in response.context["form"].errors
    assert (
        admin_client.post(url, {**form, "new_parent_page": builders.home().pk}).status_code == 302
    )


@pytest.mark.usefixtures("site")
def test_levels_are_counted_only_where_they_could_be_too_many(
    django_assert_num_queries: Any,
) -> None:
    """The explorer asks this for each of its rows."""
    section = builders.section()
    with django_assert_num_queries(0):
        assert SectionPage.can_exist_under(section)
        assert ContentPage.can_exist_under(section)


@pytest.mark.usefixtures("site")
def test_a_section_is_in_the_menu_from_the_start(admin_client: Client) -> None:
    html = admin_client.get(add_page_url(SectionPage, builders.home())).content.decode()
    box = BeautifulSoup(html, "html.parser").select_one("[name=show_in_menus]")
    assert box is not None
    assert box.has_attr("checked")
    assert add_page(admin_client, SectionPage, builders.home(), section_form()).status_code == 302
