"""What a provider says of a video is fetched in the background, when somebody saves."""

import datetime
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.embeds.models import Embed
from wagtail.models import Site

from cms.blocks.tasks import fetch_embeds
from news.models import NewsPage
from tests import builders
from tests.blocks.embeds import FILM, OTHER_FILM, Films
from tests.editing import PUBLISH, add_page, article_form, prose, streamfield


@pytest.fixture(autouse=True)
def films(settings: Any) -> Iterator[type[Films]]:
    settings.WAGTAILEMBEDS_FINDERS = [{"class": "tests.blocks.embeds"}]
    Films.online, Films.asked = True, []
    yield Films
    Films.online, Films.asked = True, []


def video(url: str = FILM) -> tuple[str, dict[str, str]]:
    return ("embed", {"url": url, "title": "A film", "caption": ""})


def send(client: Client, *blocks: Any, **more: Any) -> None:
    data = article_form(body=streamfield([prose(), *blocks])) | more
    response = add_page(client, NewsPage, builders.news_index(), data)
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("action", [{}, PUBLISH])
def test_is_fetched_when_a_page_is_saved(
    admin_client: Client, django_capture_on_commit_callbacks: Any, action: dict[str, str]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, video(), video(OTHER_FILM), video(), **action)
    assert Films.asked == [FILM, OTHER_FILM]
    assert Embed.objects.get(url=FILM).provider_name == "Films"


@pytest.mark.usefixtures("site")
def test_is_in_the_answer_then(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, video(), **PUBLISH)
    page = NewsPage.objects.get()
    answer = admin_client.get(reverse("delivery:page", args=[page.pk])).json()
    assert answer["body"][1]["value"]["provider"] == "Films"


@pytest.mark.usefixtures("site")
def test_is_asked_once(admin_client: Client, django_capture_on_commit_callbacks: Any) -> None:
    fetch_embeds.enqueue([FILM])
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, video())
    assert Films.asked == [FILM]


@pytest.mark.usefixtures("site")
def test_is_asked_after_the_commit_only(admin_client: Client) -> None:
    send(admin_client, video())  # the test's own transaction stays open
    assert Films.asked == []


def test_is_not_asked_by_autosave(
    admin_client: Client, site: Site, django_capture_on_commit_callbacks: Any
) -> None:
    """In the middle of typing, an address may be anybody's."""
    index = builders.news_index()
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    data = article_form(body=streamfield([video()]))
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(url, data, headers={"accept": "application/json"})
    assert response.json()["success"]
    assert NewsPage.objects.exists()
    assert Films.asked == []


@pytest.mark.django_db
def test_offline_is_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    Films.online = False
    with caplog.at_level(logging.WARNING, "cms.blocks"):
        result = fetch_embeds.enqueue([FILM])
    assert result.status.name in ("SUCCEEDED", "SUCCESSFUL")
    (record,) = [each for each in caplog.records if each.name == "cms.blocks.tasks"]
    assert record.getMessage() == (
        f"No answer about the video {FILM}: Request failed: no network here"
    )
    assert record.exc_info is None
    assert not Embed.objects.exists()


@pytest.mark.django_db
def test_a_provider_that_is_away_is_asked_again_later(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    Films.online = False
    fetch_embeds.func([FILM, OTHER_FILM])
    Films.online = True
    later = DBTaskResult.objects.get()
    assert later.args_kwargs["args"] == [[FILM, OTHER_FILM], 2]
    wait = later.run_after - timezone.now()
    assert datetime.timedelta(minutes=4) < wait <= datetime.timedelta(minutes=5)


@pytest.mark.django_db
def test_not_for_ever(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    Films.online = False
    for attempt in (3, 4):
        fetch_embeds.func([FILM], attempt)
    assert [task.args_kwargs["args"][1] for task in DBTaskResult.objects.all()] == [4]
