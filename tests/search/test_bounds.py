"""A search asks an index, and does not do more on a larger site."""

import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from home.models import ContentPage
from news.models import Topic
from search import finding
from search.engines import Words, engine
from search.models import Document, key_for
from tests import builders
from tests.asking import plan, queries
from tests.search.conftest import Search


def test_queries_do_not_depend_on_the_number_of_results(search: Search) -> None:
    index = builders.news_index()

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            image = builders.picture(f"I{number}", size=(200, 100))
            topic = Topic.objects.create(
                name=f"T{number}", slug=f"t{number}", locale=builders.locale("en")
            )
            body = [("rich_text", "<p>quartz</p>"), ("image", {"image": image})] * (number + 1)
            builders.article(
                f"Quartz {number}", parent=index, image=image, topics=[topic], body=body
            )
            builders.content_page(f"Quartz page {number}", image=image)

    def count() -> list[int]:
        return [
            len(queries(lambda: search("quartz", limit=100))),
            len(queries(lambda: search("quartz", order="-date", locale="en", limit=100))),
            len(queries(lambda: search.suggested("qu"))),
        ]

    grow(0, 1)
    few = count()
    grow(1, 12)
    assert few == count()
    assert few[0] <= 12
    assert few[2] <= 8


@pytest.fixture
def many_pages(search: Search) -> None:
    """1,500 pages that all hold one word."""
    home, now = builders.home(), timezone.now()
    content_type = ContentType.objects.get_for_model(ContentPage)
    Page.objects.bulk_create(
        Page(
            title="Water",
            slug=f"filling-{number}",
            path=f"{home.path}X{number:03}",
            depth=home.depth + 1,
            url_path=f"{home.url_path}filling-{number}/",
            content_type=content_type,
            locale=home.locale,
            translation_key=uuid.uuid4(),
            first_published_at=now,
            live=True,
        )
        for number in range(1500)
    )
    documents = [
        Document(
            key=key_for(now.date(), page.pk),
            page=page,
            locale_id=page.locale_id,
            content_type_id=page.content_type_id,
            title=page.title,
            text=page.slug,
        )
        for page in Page.objects.filter(slug__startswith="filling-")
    ]
    Document.objects.bulk_create(documents)
    words = [f"w{number}" for number in range(300)]
    engine().write(
        [
            Words(each.key, ["water"], [*words, f"x{each.pk}"], ["water"], ["locale=en"])
            for each in documents
        ]
    )
    builders.content_page("Quartz")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def look_ups(search: Search, word: str) -> list[str]:
    """The queries that look for a word, the newest matches first."""
    asked = queries(lambda: search(word, offset=5000))  # shows nothing of what it finds
    return [sql for sql in asked if "MATCH" in sql or "@@" in sql]


@pytest.mark.usefixtures("many_pages")
def test_a_rare_word_is_looked_up_in_the_index(search: Search) -> None:
    assert search.titles("quartz") == ["Quartz"]
    [sql] = look_ups(search, "quartz")
    if connection.vendor == "postgresql":
        assert "Bitmap Index Scan on search_document_words" in plan(sql)
        assert "Seq Scan on search_document" not in plan(sql)
    else:
        assert plan(sql).startswith("SCAN search_words VIRTUAL TABLE INDEX")
        assert plan(sql).count("SCAN") == 1


@pytest.mark.usefixtures("many_pages")
def test_a_word_on_every_page_is_read_newest_first_until_there_are_enough(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = search("w7", offset=5000)
    assert (answer["count"], answer["count_is_exact"]) == (1000, False)
    monkeypatch.setattr(finding, "MOST", 100)
    answer = search("w7", offset=5000)
    assert (answer["count"], answer["count_is_exact"]) == (100, False)
    assert answer["facets"]["type"] == [{"value": "home.ContentPage", "count": 100}]
    newest, in_titles = look_ups(search, "w7")
    assert " LIMIT 101" in newest
    assert " LIMIT 200" in in_titles
    for step in ("Sort", "TEMP B-TREE", "Seq Scan on search_document"):
        assert step not in plan(newest)
