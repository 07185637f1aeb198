"""The number of queries does not grow with blocks, images, links, depth or the length of lists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from news.models import Topic
from tests import builders
from tests.delivery.conftest import Api


def queries(ask: Callable[[], Any]) -> int:
    ask()  # content types and the like are looked up once in a process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return len(captured)


def rich_article(index: Page, number: int, name: str = "Article") -> Page:
    """An article in which everything that can refer to something does so `number` times."""
    targets = [builders.content_page(f"{name} target {n}") for n in range(number)]
    images = [builders.picture(f"{name}{n}", size=(200, 100)) for n in range(number)]
    contacts = [builders.contact(f"{name} office {n}", image=images[n]) for n in range(number)]
    files = [builders.document(f"{name}{n}") for n in range(number)]
    topic, _ = Topic.objects.get_or_create(
        slug="t", defaults={"name": "T", "locale": builders.locale("en")}
    )
    links = "".join(f'<a linktype="page" id="{page.pk}">x</a>' for page in targets)
    body: list[Any] = []
    for n in range(number):
        body += [
            ("heading", {"text": f"Part {n}", "level": "2"}),
            ("rich_text", f"<p>{links}</p>"),
            ("image", {"image": images[n]}),
            ("contacts", {"heading": "", "contacts": contacts}),
            ("downloads", {"heading": "", "documents": files}),
            ("related_pages", {"heading": "", "pages": targets}),
            (
                "link_group",
                {"heading": "L", "links": [{"kind": "page", "page": each} for each in targets]},
            ),
            ("embed", {"url": f"https://vimeo.com/{1000 + n}", "title": "V"}),
        ]
    return builders.article(
        name, parent=index, image=images[0], contacts=contacts, topics=[topic], body=body
    )


@pytest.fixture
def index(api: Api) -> Page:
    return builders.news_index()


@pytest.mark.parametrize("door", ["pages/{id}/", "resolve/"])
def test_a_detail_does_not_depend_on_what_it_refers_to(api: Api, index: Page, door: str) -> None:
    counts = []
    for number in (1, 8):
        page = rich_article(index, number, f"Article {number}")
        path = door.format(id=page.pk)
        parameters = {"html_path": page.url} if door == "resolve/" else {}
        counts.append(
            queries(lambda path=path, parameters=parameters: api.get(path, **parameters))
        )
    assert counts[0] == counts[1] <= 17


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
    assert queries(lambda: api.page(page)) <= 12


def test_lists_do_not_depend_on_their_length(api: Api, index: Page) -> None:
    asks = [
        lambda: api.get("pages/", limit=100),
        lambda: api.get("pages/", type="news.NewsPage", order="-date", limit=100),
        lambda: api.get("navigation/"),
        lambda: api.get("contacts/", limit=100),
        lambda: api.get("site/"),
    ]

    def grow(number: int) -> None:
        for n in range(number):
            image = builders.picture(f"I{n}", size=(200, 100))
            topic, _ = Topic.objects.get_or_create(
                slug=f"t{n}", defaults={"name": f"T{n}", "locale": builders.locale("en")}
            )
            builders.article(f"Article {n}", parent=index, image=image, topics=[topic])
            target = builders.content_page(f"Target {n}", image=image)
            links = [
                {"kind": "page", "page": target},
                {"kind": "document", "document": builders.document(f"D{n}")},
            ]
            section = builders.section(
                f"Section {n}",
                hero_image=image,
                link_groups=[("link_group", {"heading": "G", "links": links})],
            )
            builders.content_page("Below", parent=section, show_in_menus=True)
            builders.contact(f"Office {n}", image=image)

    grow(1)
    few = [queries(ask) for ask in asks]
    grow(6)
    many = [queries(ask) for ask in asks]
    assert few == many
    assert max(few[:2]) <= 8  # the first has pages of all five types
    assert max(few) <= 9


def test_latest_news_of_many_topics(api: Api, index: Page) -> None:
    def page(number: int) -> Page:
        blocks = []
        for n in range(number):
            topic, _ = Topic.objects.get_or_create(
                slug=f"t{n}", defaults={"name": f"T{n}", "locale": builders.locale("en")}
            )
            builders.article(f"Article {number} {n}", parent=index, topics=[topic])
            blocks.append(("latest_news", {"heading": "", "topic": topic, "number": 3}))
        blocks.append(("latest_news", {"heading": "", "topic": None, "number": 3}))
        return builders.content_page(f"Page {number}", body=blocks)

    few, many = page(1), page(6)
    assert queries(lambda: api.page(many)) <= queries(lambda: api.page(few)) <= 12


def test_depth_costs_nothing(api: Api) -> None:
    shallow = builders.content_page("Page 0")
    deep = shallow
    for n in range(1, 7):
        deep = builders.content_page(f"Page {n}", parent=deep)
    assert queries(lambda: api.page(shallow)) == queries(lambda: api.page(deep))
    assert queries(lambda: api.get("resolve/", html_path=shallow.url)) == queries(
        lambda: api.get("resolve/", html_path=deep.url)
    )
