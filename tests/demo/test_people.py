"""The example groups of the demonstration work as their names say."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from news.models import NewsPage
from tests import builders
from tests.editing import PUBLISH, add_page, article_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(site: Any) -> None:
    call_command("demo_people", password="demo")


def log_in(name: str) -> Client:
    client = Client()
    assert client.login(username=name, password="demo")
    return client


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish_translation(client: Client, page: Page) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(edit(page), {"action": "publish", "untranslated": "on"})


@pytest.mark.usefixtures("people")
def test_from_an_article_to_its_published_translation() -> None:
    index = builders.news_index()
    builders.translated(index, "fr")
    add_page(log_in("editor"), NewsPage, index, article_form() | PUBLISH)
    article = NewsPage.objects.get(slug="rain-came-early")
    assert article.live

    submit = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    log_in("editor").post(submit, {"locales": [builders.locale("fr").pk]})
    french = article.get_translation(builders.locale("fr"))
    for name in ("editor", "arabic-translator"):
        assert log_in(name).get(edit(french)).headers["Location"] == "/admin/"

    translator = log_in("french-translator")
    assert translator.get(edit(french)).status_code == 200
    translation = Translation.objects.get(source__object_id=article.translation_key)
    title = translation.source.stringsegment_set.get(context__path="title")
    segment = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, title.pk])
    body = {"data": "value=La pluie", "content_type": "application/x-www-form-urlencoded"}
    assert translator.put(segment, **body).status_code == 201
    publish_translation(translator, french)
    assert not NewsPage.objects.get(pk=french.pk).live

    reviewer = log_in("reviewer")
    assert reviewer.get(edit(french)).status_code == 200
    publish_translation(reviewer, french)
    assert not NewsPage.objects.get(pk=french.pk).live
    publish_translation(log_in("publisher"), french)
    published = NewsPage.objects.get(pk=french.pk)
    assert (published.live, published.title) == (True, "La pluie")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("name", ["editor", "french-translator", "reviewer", "publisher"])
def test_everybody_finds_pages_and_contacts(name: str) -> None:
    page, contact = builders.content_page("Wells"), builders.contact("Press Office")
    client = log_in(name)
    explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert "Wells" in client.get(explorer).content.decode()
    contacts = reverse("wagtailsnippets_contacts_contact:list")
    assert contact.name in client.get(contacts).content.decode()


@pytest.mark.usefixtures("people")
def test_a_second_run_leaves_what_was_changed() -> None:
    user = get_user_model().objects.get(username="reviewer")
    user.groups.clear()
    call_command("demo_people", password="demo")
    assert not user.groups.exists()
