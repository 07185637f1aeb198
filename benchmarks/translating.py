"""Pages put into other languages by this project and by stock wagtail-localize, in one process.

    python -m benchmarks.translating '{"pages": 300, "beside": 12, "languages": ["fr", "es"]}'

First side by side, a page of each in turn; then a whole section by this project's worker alone,
since stock needs twenty minutes for one. Prints what it took, as JSON.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from threading import Event
from typing import Any

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django

    django.setup()

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import TranslationCreator

from benchmarks import articles
from benchmarks.generate import Library
from benchmarks.translations import OWN, STOCK, WHOLE
from cms.core.site_setup import set_up_site
from cms.localization.jobs.starting import request_pages
from cms.localization.jobs.work import work
from cms.localization.requesting import request_translation
from home.models import ContentPage, SectionPage

BLOCKS = 19
_WARMING_UP = 1  # pages of each side that are not counted


@dataclass
class Taken:
    """What it took, for one thing after another."""

    queries: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def once_more(self) -> Iterator[None]:
        number = 0

        def count(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal number
            number += 1
            return execute(*args)

        started, cpu = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(count):
            yield
        self.seconds.append(time.perf_counter() - started)
        self.cpu.append(time.process_time() - cpu)
        self.queries.append(number)


class Site:
    """An empty site, and what its pages are made of."""

    def __init__(self, languages: list[str]) -> None:
        self.home = set_up_site("The agency").root_page.specific
        self.pictures = Library().images
        self.locales = [Locale.objects.get(language_code=code) for code in languages]
        self.user = get_user_model().objects.create_superuser("office", password=None)

    def section(self, title: str, numbers: range) -> list[ContentPage]:
        """Published pages below a published section."""
        section = _published(self.home, SectionPage(title=title))
        return [
            _published(section, ContentPage(title=articles.title(number), body=self._body(number)))
            for number in numbers
        ]

    def _body(self, number: int) -> str:
        """Links lead to the home page, which is there in every language."""
        links, pictures = [self.home.pk] * 10, self.pictures[:2]
        blocks = articles.body(number, links, pictures)
        blocks += articles.body(number + 1_000_000, links, pictures)[: BLOCKS - len(blocks)]
        return json.dumps(blocks)

    def translate(self, page: Page) -> None:
        with transaction.atomic():
            request_translation(page, self.locales, self.user)

    def translate_as_stock(self, page: Page) -> None:
        with transaction.atomic():
            TranslationCreator(self.user, self.locales).create_translations(page)

    def translate_section(self, section: Page) -> None:
        """As somebody asks for it in the admin, and one worker does it."""
        pages = Page.objects.descendant_of(section, inclusive=True)
        request_pages(self.user, pages, self.locales, section.title)
        work(Event())


def measure(pages: int, beside: int, languages: list[str]) -> dict[str, Taken]:
    """Each side for one page after another, and WHOLE for a section of many."""
    site = Site(languages)
    sides = {OWN: site.translate, STOCK: site.translate_as_stock}
    sections = {side: site.section(side, range(_WARMING_UP + beside)) for side in sides}
    for side, translate in sides.items():
        translate(sections[side][0].get_parent().specific)
    taken = {side: Taken() for side in (*sides, WHOLE)}
    for number in range(_WARMING_UP + beside):
        for side, translate in sides.items():
            with (Taken() if number < _WARMING_UP else taken[side]).once_more():
                translate(sections[side][number])
    large = site.section("Large", range(pages))
    with taken[WHOLE].once_more():
        site.translate_section(large[0].get_parent().specific)
    for made in (*sections.values(), large):
        _check(made, site.locales)
    return taken


def _check(sources: list[ContentPage], locales: list[Locale]) -> None:
    """That all are translated, as drafts, each once and whole."""
    keys = [page.translation_key for page in sources]
    found = ContentPage.objects.filter(translation_key__in=keys, locale__in=locales)
    wanted = len(sources) * len(locales)
    translations = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    if [found.filter(live=False, alias_of=None).count(), translations.count()] != [wanted] * 2:
        sys.exit(f"Wrong workload: {found.count()} translations instead of {wanted}")
    if any(len(page.body) != BLOCKS for page in found):
        sys.exit("Wrong workload: a translation lacks blocks")
    if any(Page.find_problems()):
        sys.exit("Wrong workload: the tree is broken")


def _published(parent: Page, page: Any) -> Any:
    page.live = False
    with transaction.atomic():
        parent.add_child(instance=page)
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


if __name__ == "__main__":
    logging.disable(logging.INFO)
    found = measure(**json.loads(sys.argv[1]))
    sys.stdout.write(json.dumps({side: asdict(taken) for side, taken in found.items()}))
