"""The number of queries does not grow with blocks, images, links, depth or the length of lists."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests import builders
from tests.delivery.conftest import API, Api
from tests.delivery.growing import Growing

pytestmark = pytest.mark.xdist_group("queries")

NO_TASKS = "django_tasks.backends.dummy.DummyBackend"
SIZES = (1, 20, 200)
# What an endpoint is asked, and how many queries that may take.
DOORS: dict[str, int] = {
    "resolve/?html_path={rich.url}": 18,
    "resolve/?html_path={deepest.url}": 6,
    "pages/{rich.pk}/": 18,
    "pages/{deepest.pk}/": 6,
    "pages/{rich.pk}/?format=markdown": 18,
    "pages/?limit=100": 8,
    "pages/?type=news.NewsPage&order=-date&limit=100": 8,
    "pages/?detail=true&type=news.NewsPage&child_of={index.pk}&limit=100": 19,
    "pages/?locale=fr&fallback=en&limit=100": 8,
    "pages/?descendant_of=root&tag=Topic 0&limit=100": 9,
    "pages/?ancestor_of={deepest.pk}&limit=100": 6,
    "navigation/": 9,
    "navigation/?locale=fr&fallback=en": 12,
    "site/": 9,
    "locales/": 4,
    "contacts/?limit=100": 5,
    "contacts/{contacts[0].pk}/": 4,
    "images/{images[0].pk}/": 3,
    "documents/{documents[0].pk}/": 3,
    "search/?q=target&limit=100": 7,
    "search/?q=happened&limit=100": 9,
    "search/?q=target&limit=100&locale=fr&fallback=en": 7,
    "search/suggest/?q=tar": 6,
    "sitemap/?limit=1000": 6,
    "/sitemap.xml": 6,
    "/feeds/news/en.xml": 9,
    "/llms.txt": 18,
}


def queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


@pytest.fixture(scope="module")
def counts(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, list[int]]]:
    """How many queries each door takes, with the site at each of the sizes."""
    found: dict[str, list[int]] = {door: [] for door in DOORS}
    tasks = override_settings(TASKS={"default": {"BACKEND": NO_TASKS}})
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        tasks,
        disable_reference_index_auto_update(),
    ):
        site = Growing()
        for size in SIZES:
            site.to(size)
            call_command("rebuild_search", verbosity=0)
            for door in DOORS:
                if size == SIZES[0]:
                    ask(door.format(**vars(site)))  # some things are looked up once in a process
                found[door].append(queries(lambda door=door: ask(door.format(**vars(site)))))
        yield found
        transaction.set_rollback(True)


def ask(address: str) -> None:
    path = address if address.startswith("/") else API + address
    response = Api().client.get(path)
    assert response.status_code == 200, response.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_more_content_takes_no_more_queries(counts: dict[str, list[int]], door: str) -> None:
    few, more, many = counts[door]
    assert few == more == many <= DOORS[door]


@pytest.fixture
def index(api: Api) -> Page:
    return builders.news_index()


def test_a_usual_article_takes_at_most_twelve(api: Api, index: Page) -> None:
    """Twelve blocks, two images, a contact and ten links."""
    target = builders.section("Target")
    image = builders.picture()
    links = f'<p><a linktype="page" id="{target.pk}">x</a></p>' * 10
    body = [
        ("heading", {"text": "H", "level": "2"}),
        ("rich_text", links),
        ("image", {"image": image}),
    ]
    body += [("quote", {"text": "Q"}), ("rich_text", "<p>x</p>")] * 4 + [
        ("figures", {"items": []})
    ]
    page = builders.article(
        parent=index, image=builders.picture("Lead"), body=body, contacts=[builders.contact()]
    )
    api.page(page)
    assert queries(lambda: api.page(page)) <= 12
