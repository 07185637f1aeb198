"""Requesting translations, and bringing them up to date, by those who may."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from news.models import Topic
from tests import builders
from tests.localization.people import group, logged_in, member
from tests.localization.translating import french, translate

pytestmark = pytest.mark.django_db

SUBMIT = "wagtail_localize.submit_translation"


def submit_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtail_localize:submit_page_translation", args=[thing.pk])
    meta = thing._meta
    args = [meta.app_label, meta.model_name, thing.pk]
    return reverse("wagtail_localize:submit_snippet_translation", args=args)


def submit(client: Client, thing: Any, *codes: str, **fields: str) -> Any:
    locales = [builders.locale(code).pk for code in codes]
    return client.post(submit_url(thing), {"locales": locales, **fields})


def offered(client: Client, thing: Any) -> set[str]:
    soup = BeautifulSoup(client.get(submit_url(thing)).content, "html.parser")
    return {label.text.strip() for label in soup.select("label:has([name=locales])")}


def languages(thing: Any) -> set[str]:
    return set(thing.get_translations().values_list("locale__language_code", flat=True))


@pytest.fixture
def page(site: Any) -> Page:
    return builders.content_page("Wells")


def test_into_the_languages_one_may(page: Page) -> None:
    client = logged_in(member(group("French", rights={"fr": "request", "ar": "translate"})))
    assert offered(client, page) == {"French"}
    assert submit(client, page, "fr").status_code == 302
    assert submit(client, page, "ar").status_code == 200  # the form comes back
    assert submit(client, page, "es", "fr").status_code == 200
    assert languages(page) == {"fr"}


def test_what_is_made_is_a_draft(page: Page) -> None:
    submit(logged_in(member(group("French", rights={"fr": "request"}))), page, "fr")
    assert not page.get_translation(builders.locale("fr")).live


def test_into_every_language_without_a_limit(page: Page) -> None:
    client = logged_in(member(group("Everywhere", may=(SUBMIT,))))
    assert offered(client, page) == {"French", "Spanish", "Arabic"}


def test_wagtail_localizes_own_permission_gives_a_limited_group_no_language(page: Page) -> None:
    client = logged_in(member(group("French", may=(SUBMIT,), rights={"fr": "translate"})))
    submit(client, page, "fr")
    assert languages(page) == set()


def test_not_without_any_right_to_request(page: Page) -> None:
    client = logged_in(member(group("Writers", rights={"fr": "translate review publish"})))
    assert client.get(submit_url(page)).status_code == 302
    submit(client, page, "fr")
    assert languages(page) == set()


def test_not_of_pages_that_one_does_not_see(page: Page) -> None:
    elsewhere = group("Elsewhere", at=builders.home("fr"), may=(SUBMIT,))
    no_pages = group("No pages", pages=(), may=(SUBMIT,))
    for each in (elsewhere, no_pages):
        submit(logged_in(member(each)), page, "fr")
    assert languages(page) == set()


def test_not_of_drafts_that_one_cannot_open(site: Any) -> None:
    draft = builders.content_page("Secret", live=False)
    client = logged_in(member(group("French", rights={"fr": "request translate"})))
    submit(client, draft, "fr")
    assert languages(draft) == set()
    both = group("Both", rights={"fr": "request", "en": "translate"})
    submit(logged_in(member(both)), draft, "fr")
    assert languages(draft) == {"fr"}


def test_not_of_drafts_below_a_page(site: Any) -> None:
    parent = builders.section()
    below = builders.content_page("Open", parent=parent)
    draft = builders.content_page("Secret", parent=parent, live=False)
    client = logged_in(member(group("French", rights={"fr": "request"})))
    assert "not yours to see" in client.get(submit_url(parent)).content.decode()
    submit(client, parent, "fr", include_subtree="on")
    assert languages(parent) == {"fr"}
    assert languages(below) == languages(draft) == set()


def test_with_the_pages_below_that_one_sees(site: Any) -> None:
    parent = builders.section()
    below = builders.content_page("Open", parent=parent)
    client = logged_in(member(group("French", rights={"fr": "request"})))
    submit(client, parent, "fr", include_subtree="on")
    assert languages(below) == {"fr"}


def test_of_snippets_of_a_kind_that_one_may_list(site: Any) -> None:
    topic = Topic.objects.create(name="Water", slug="water", locale=builders.locale("en"))
    blind = logged_in(member(group("Blind", rights={"fr": "request"})))
    submit(blind, topic, "fr")
    assert languages(topic) == set()
    seeing = group("Seeing", may=("news.change_topic",), rights={"fr": "request"})
    client = logged_in(member(seeing))
    assert offered(client, topic) == {"French"}
    answer = submit(client, topic, "fr")
    assert languages(topic) == {"fr"}
    assert answer.headers["Location"] == "/admin/snippets/news/topic/"


def test_leads_to_the_translation_those_who_may_work_on_it(page: Page) -> None:
    both = member(group("Both", rights={"fr": "request translate", "ar": "request"}))
    client = logged_in(both)
    answer = submit(client, page, "fr")
    french = page.get_translation(builders.locale("fr"))
    assert answer.headers["Location"] == f"/admin/pages/{french.pk}/edit/"
    answer = submit(client, page, "ar")
    assert answer.headers["Location"] == f"/admin/pages/{page.get_parent().pk}/"


def test_says_so_when_no_language_is_left(page: Page) -> None:
    client = logged_in(member(group("French", rights={"fr": "request"})))
    submit(client, page, "fr")
    answer = client.get(submit_url(page), follow=True)
    assert "no further language" in answer.content.decode()


class TestUpdating:
    @pytest.fixture(autouse=True)
    def translated(self, page: Page) -> None:
        self.page = page
        translate_object(page, [builders.locale("fr"), builders.locale("ar")])
        for translation in Translation.objects.all():
            translate(translation, french)
            self.source = translation.source
        self.url = reverse("wagtail_localize:update_translations", args=[self.source.pk])

    def target(self, code: str) -> Page:
        return self.page.get_translation(builders.locale(code))

    def update(self, client: Client, **fields: str) -> Any:
        with TestCase.captureOnCommitCallbacks(execute=True):  # which is when it publishes
            return client.post(self.url, fields)

    def live(self) -> set[str]:
        return {code for code in ("fr", "ar") if self.target(code).live}

    def test_takes_a_right_to_request(self) -> None:
        client = logged_in(member(group("Writers", rights={"fr": "translate publish"})))
        assert client.get(self.url).headers["Location"] == "/admin/"
        self.update(client, publish_translations="on")
        assert self.live() == set()

    def test_touches_the_languages_one_may(self) -> None:
        client = logged_in(member(group("French", rights={"fr": "request publish"})))
        shown = BeautifulSoup(client.get(self.url).content, "html.parser")
        assert f"/admin/pages/{self.target('fr').pk}/edit/" in str(shown)
        assert f"/admin/pages/{self.target('ar').pk}/edit/" not in str(shown)
        self.update(client, publish_translations="on")
        assert self.live() == {"fr"}

    def test_publishes_only_where_one_may(self) -> None:
        rights = {"fr": "request publish", "ar": "request"}
        client = logged_in(member(group("French", rights=rights)))
        response = self.update(client, publish_translations="on")
        assert "you may not publish in Arabic" in response.content.decode()
        assert self.live() == set()

    def test_leaves_what_is_locked(self, admin_user: Any) -> None:
        Page.objects.filter(pk=self.target("fr").pk).update(locked=True, locked_by=admin_user)
        client = logged_in(
            member(group("Both", rights=dict.fromkeys(("fr", "ar"), "request publish")))
        )
        self.update(client, publish_translations="on")
        assert self.live() == {"ar"}

    def test_of_a_source_that_is_gone(self, admin_client: Client) -> None:
        Page.objects.get(pk=self.page.pk).delete()
        assert admin_client.get(self.url).status_code == 404
