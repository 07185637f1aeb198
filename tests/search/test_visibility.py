"""What is not public shows in no result, count, facet, highlight or suggestion."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from cms.core.database import before_commit
from news.models import Topic
from search.models import Document
from tests import builders
from tests.delivery.test_visibility import CANARY, HIDDEN, of_another_site
from tests.search.conftest import Search

NOTHING = {
    "count": 0,
    "count_is_exact": True,
    "items": [],
    "facets": {"type": [], "locale": [], "year": [], "tag": []},
    "next": None,
}


def assert_nothing_is_found(search: Search, word: str = CANARY) -> None:
    assert search(word) == search(word, locale="en") == NOTHING
    assert search(word, order="-date") == search(word, type="home.SectionPage") == NOTHING
    assert search.suggested(word) == search.suggested(word[:4]) == []


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_page_is_not_found(search: Search, name: str) -> None:
    HIDDEN[name]()
    assert_nothing_is_found(search)


def test_a_page_of_another_site_is_found_only_there(search: Search) -> None:
    page = of_another_site()
    assert_nothing_is_found(search)
    assert page.title in search.titles(CANARY, site="other.example.org")
    assert page.title in search.suggested(CANARY, site="other.example.org")


def hide(page: Page) -> None:
    page.unpublish()


def hide_above(page: Page) -> None:
    page.get_parent().specific.unpublish()


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def restrict_above(page: Page) -> None:
    restrict(page.get_parent())


def let_expire(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


def move(page: Page) -> None:
    hidden = builders.section("Private")
    restrict(hidden)
    page.move(hidden, "last-child")


def delete(page: Page) -> None:
    page.delete()


@pytest.mark.parametrize(
    "act", [hide, hide_above, restrict, restrict_above, let_expire, move, delete]
)
def test_a_page_that_is_hidden_is_not_found_any_more(
    search: Search, act: Callable[[Page], None]
) -> None:
    page = builders.content_page(f"{CANARY} page", parent=builders.section("Parent"))
    assert search.titles(CANARY) == [page.title]
    act(Page.objects.get(pk=page.pk).specific)
    assert_nothing_is_found(search)


def test_an_unpublished_change_is_not_found(search: Search) -> None:
    page = builders.content_page("Public", body=[("rich_text", "<p>quartz</p>")])
    page.title, page.body = f"{CANARY} title", [("rich_text", f"<p>{CANARY}</p>")]
    revision = page.save_revision()
    assert_nothing_is_found(search)
    assert search.titles("quartz") == ["Public"]
    revision.publish()
    assert search.titles(CANARY) == [page.title]
    assert search.titles("quartz") == []


def test_counts_and_facets_are_those_of_public_pages(
    search: Search, django_capture_on_commit_callbacks: Any
) -> None:
    builders.content_page("quartz")
    with django_capture_on_commit_callbacks(execute=True):
        for number, make in enumerate(HIDDEN.values()):
            page = Page.objects.get(pk=make().pk).specific
            page.title, page.slug = f"{page.title} quartz", f"q{number}"
            page.save()
    known = Document.objects.filter(title__contains=CANARY, title__endswith="quartz")
    assert known.count() > 4
    answer = search("quartz")
    assert answer["count"] == 1
    assert [each["count"] for each in answer["facets"]["type"]] == [1]


def labelled(page: Any) -> list[Any]:
    link = {"kind": "page", "page": page, "label": CANARY}
    return [("call_to_action", {"heading": "More", "text": "", "links": [link]})]


@pytest.mark.parametrize("name", HIDDEN)
def test_the_label_of_a_link_to_a_hidden_page(search: Search, name: str) -> None:
    hidden = HIDDEN[name]()
    shown = builders.content_page("Shown", body=labelled(hidden))
    assert search.titles("more") == [shown.title]
    assert_nothing_is_found(search)


@pytest.mark.parametrize("act", [hide, restrict, delete])
def test_the_label_of_a_link_follows_its_page(
    search: Search, act: Callable[[Page], None], django_capture_on_commit_callbacks: Any
) -> None:
    target = builders.content_page("Target")
    builders.content_page("Shown", body=labelled(target))
    assert search.titles(CANARY) == ["Shown"]
    with django_capture_on_commit_callbacks(execute=True):
        act(Page.objects.get(pk=target.pk).specific)
    assert search.titles(CANARY) == []
    if act is hide:
        Page.objects.get(pk=target.pk).specific.save_revision().publish()
        assert search.titles(CANARY) == ["Shown"]


def test_words_of_other_things_are_found_where_they_stand(search: Search) -> None:
    """Not on pages that show them, where they can become private unnoticed."""
    contact = builders.contact(f"{CANARY} office")
    target = builders.section("Target")
    builders.article(
        "Shown",
        parent=builders.news_index(),
        image=builders.picture(CANARY, collection=builders.private_collection()),
        contacts=[contact, builders.contact(f"{CANARY} draft", live=False)],
        body=[
            ("contacts", {"heading": "", "contacts": [contact]}),
            ("downloads", {"heading": "", "documents": [builders.document(CANARY)]}),
            ("related_pages", {"heading": "", "pages": [target]}),
        ],
    )
    assert_nothing_is_found(search)
    assert search.titles("target") == ["Target"]


def test_captions_of_private_pictures(
    search: Search, django_capture_on_commit_callbacks: Any
) -> None:
    image = builders.picture()
    chosen = [{"image": image, "caption": CANARY}] * 2
    builders.content_page("Shown", body=[("gallery", {"heading": "", "images": chosen})])
    assert search.titles(CANARY) == ["Shown"]
    with django_capture_on_commit_callbacks(execute=True):
        image.collection = builders.private_collection()
        image.save()
    assert_nothing_is_found(search)


def test_captions_of_pictures_that_become_private_together(
    search: Search, admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    image, private = builders.picture(), builders.private_collection()
    chosen = [{"image": image, "caption": CANARY}]
    builders.content_page("Shown", body=[("gallery", {"heading": "", "images": chosen})])
    before_commit()
    assert search.titles(CANARY) == ["Shown"]
    url = reverse("wagtail_bulk_action", args=["images", "customimage", "add_to_collection"])
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(f"{url}?id={image.pk}", {"collection": private.pk})
        before_commit()
    assert_nothing_is_found(search)
    with django_capture_on_commit_callbacks(execute=True):
        CollectionViewRestriction.objects.get(collection=private).delete()
        before_commit()
    assert search.titles(CANARY) == ["Shown"]


def test_a_tag_that_is_renamed(search: Search, django_capture_on_commit_callbacks: Any) -> None:
    topic = Topic.objects.create(name=CANARY, slug="t", locale=builders.locale("en"))
    builders.article("News", parent=builders.news_index(), topics=[topic])
    assert search.titles("news", tag=CANARY) == ["News"]
    with django_capture_on_commit_callbacks(execute=True):
        topic.name = "Basalt"
        topic.save()
    assert search.titles("basalt") == search.titles("news", tag="Basalt") == ["News"]
    assert_nothing_is_found(search)
    with django_capture_on_commit_callbacks(execute=True):
        topic.delete()
    assert search.titles("basalt") == []
    assert search("news")["facets"]["tag"] == []
