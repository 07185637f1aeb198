"""Fills an empty database with a site of any size, in bulk.

    python -m benchmarks.generate 1000

Sections with a news index each, over which the articles are spread evenly: all in English, the
one in fifty in French too. Pages have no history and no reference index, since nothing that is
measured reads them.
"""

import datetime
import logging
import os
import random
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django

    django.setup()

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import AutocompleteField, SearchField
from wagtail.signal_handlers import disable_reference_index_auto_update

from benchmarks import articles
from benchmarks.workload import Article, Workload
from cms.contacts.models import Contact
from cms.core.site_setup import set_up_site
from cms.images.models import CustomImage
from home.models import HomePage, SectionPage
from news.models import NewsIndexPage, NewsPage, Topic
from news.models import NewsPageContact as ContactRow
from news.models import NewsPageTopic as TopicRow

SECTIONS, TOPICS, CONTACTS, PICTURES = 10, 10, 20, 12
TRANSLATED_EVERY = 50  # articles
_BATCH = 1000
_NEWEST = datetime.date(2026, 1, 1)


def generate(number: int) -> Workload:
    """Make a site with that many articles in English. Returns what there is to ask for."""
    with transaction.atomic(), disable_reference_index_auto_update():
        site = set_up_site("The agency")
        library = Library()
        english = HomePage.objects.get(pk=site.root_page_id)
        french = english.get_translation(Locale.objects.get(language_code="fr"))
        made = make_news(english, range(number), library)
        make_news(french, range(0, number, TRANSLATED_EVERY), library)
    call_command("rebuild_search", stdout=StringIO())  # for delivery
    if connection.vendor == "postgresql":  # as its autovacuum does after a while
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    numbers = [each for each in range(number) if articles.is_rare(each)]
    return Workload(
        sections=SECTIONS,
        articles=[Article(page.pk, page.url_path.removeprefix(english.url_path)) for page in made],
        common=articles.COMMON,
        rare=articles.RARE,
        rare_ids=[made[each].pk for each in numbers],
    )


class Library:
    """What articles choose from."""

    def __init__(self) -> None:
        self.images = [_picture(number).pk for number in range(PICTURES)]
        english = Locale.objects.get(language_code="en")
        self.contacts = [
            Contact.objects.create(
                locale=english,
                name=f"Press office {number}",
                office="Communication",
                email=f"press-{number}@example.org",
                phone="+41225550100",
                image_id=self.images[number % PICTURES],
            ).pk
            for number in range(CONTACTS)
        ]
        self.topics = [
            Topic.objects.create(locale=english, name=f"Topic {number}", slug=f"topic-{number}").pk
            for number in range(TOPICS)
        ]


def _picture(number: int) -> CustomImage:
    out = BytesIO()
    Pillow.linear_gradient("L").rotate(30 * number).resize((1600, 900)).save(out, "JPEG")
    file = ImageFile(BytesIO(out.getvalue()), name=f"picture-{number}.jpg")
    name = f"Picture {number}"
    return CustomImage.objects.create(
        title=name, description=f"{name}, a slope of grey", file=file
    )


def make_news(home: HomePage, numbers: Sequence[int], library: Library) -> list[Page]:
    """Articles in the language of a home page, the newest first, in sections below it."""
    sections = insert_pages(
        home,
        [
            SectionPage(title=f"Section {number}", slug=f"section-{number}", show_in_menus=True)
            for number in range(SECTIONS)
        ],
    )
    indexes = [
        insert_pages(section, [NewsIndexPage(title="News", slug="news")])[0]
        for section in sections
    ]
    bases: dict[int, Page] = {}
    for place, index in enumerate(indexes):
        own = [number for number in numbers if number % SECTIONS == place]
        pages = [NewsPage(title=articles.title(each), slug=f"article-{each}") for each in own]
        bases.update(zip(own, insert_bases(index, pages), strict=True))
    made = [bases[number] for number in numbers]
    fill(made, numbers, library)
    return made


def insert_pages(parent: Page, pages: list[Any]) -> list[Any]:
    """Insert pages of one type that have no more fields than these."""
    insert_bases(parent, pages)
    insert_own_rows(pages)
    return pages


def insert_bases(parent: Page, pages: list[Any]) -> list[Any]:
    """Insert the `Page` part of new children; their own part is to follow."""
    now = timezone.now()
    model = type(pages[0]) if pages else Page
    for place, page in enumerate(pages, start=parent.numchild + 1):
        page.path = Page._get_path(parent.path, parent.depth + 1, place)
        page.depth, page.url_path = parent.depth + 1, f"{parent.url_path}{page.slug}/"
        page.locale_id, page.content_type = (
            parent.locale_id,
            ContentType.objects.get_for_model(model),
        )
        page.draft_title, page.first_published_at, page.last_published_at = page.title, now, now
        name = page.url_path.removeprefix(parent.url_path)
        page.translation_key = articles.translation_key(f"{parent.translation_key}/{name}")
    bases = [
        Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.local_fields})
        for page in pages
    ]
    for page, base in zip(pages, Page.objects.bulk_create(bases, _BATCH), strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
    parent.numchild += len(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    return pages


def insert_own_rows(pages: Iterable[Any]) -> None:
    """Insert the rows of a page type's own table, for which Django has no bulk operation."""
    pages = list(pages)
    fields = type(pages[0])._meta.local_concrete_fields
    for start in range(0, len(pages), _BATCH):
        type(pages[0])._base_manager._insert(
            pages[start : start + _BATCH], fields, using="default"
        )


def fill(pages: list[Any], numbers: Sequence[int], library: Library) -> None:
    """Give articles their content; they link to each other, all over the site."""
    ids = [page.pk for page in pages]
    topics, contacts = [], []
    for page, number in zip(pages, numbers, strict=True):
        rand = random.Random(number)  # noqa: S311
        targets = rand.choices(ids, k=10)
        pictures = rand.sample(library.images, 2)
        page.date = _NEWEST - datetime.timedelta(days=number)
        page.introduction, page.image_id = articles.introduction(number), pictures[0]
        page.body = articles.body(number, targets, pictures)
        contacts.append(
            ContactRow(page=page, contact_id=rand.choice(library.contacts), sort_order=0)
        )
        topics += [
            TopicRow(page=page, topic_id=topic, sort_order=order)
            for order, topic in enumerate(rand.sample(library.topics, 2))
        ]
    insert_own_rows(pages)
    index(pages)
    TopicRow.objects.bulk_create(topics, _BATCH)
    ContactRow.objects.bulk_create(contacts, _BATCH)


def index(pages: list[Any]) -> None:
    """Have v2 and v3 find articles, as `update_index` would in ten times the time."""
    target = get_search_backend().get_index_for_model(NewsPage)
    for start in range(0, len(pages), _BATCH):
        target.add_items(NewsPage, [Searchable(page) for page in pages[start : start + _BATCH]])


class Searchable:
    """An article as Wagtail's search reads it, its text at hand."""

    _meta = NewsPage._meta

    def __init__(self, page: Any) -> None:
        self.pk, self.title = page.pk, page.title
        self.text = "\n".join([page.introduction, *articles.texts(page.body.raw_data)])

    @staticmethod
    def get_search_fields() -> list[Any]:
        return [SearchField("title", boost=2), AutocompleteField("title"), SearchField("text")]


if __name__ == "__main__":
    logging.disable(logging.INFO)
    sys.stdout.write(generate(int(sys.argv[1])).to_json())
