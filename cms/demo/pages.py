"""Pages: planted first, so that they can link to each other, then filled and published."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, PageViewRestriction, Site

from cms.demo.content import PAGES
from cms.demo.content.agency import HOME_FIELDS, NAME
from cms.demo.content.pictures import DESCRIPTIONS
from cms.demo.keys import translation_key
from cms.demo.library import Library
from cms.demo.writing import PageContent, Ref
from home.models import HomePage
from news.models import NewsPageContact, NewsPagePlace, NewsPageTopic

_ROWS: dict[str, tuple[Any, str]] = {
    "topics": (NewsPageTopic, "topic"),
    "places": (NewsPagePlace, "place"),
    "contacts": (NewsPageContact, "contact"),
}
_SCHEDULED_IN = timedelta(days=30)


def every_page(
    contents: Iterable[PageContent] = PAGES, parent: PageContent | None = None
) -> Iterator[tuple[PageContent, PageContent | None]]:
    """Each page with its parent (None: the home page), parents before their children."""
    for content in contents:
        yield content, parent
        yield from every_page(content.children, content)


def plant_pages(library: Library, site: Site) -> None:
    """Make the tree of pages, as empty drafts."""
    for content, above in every_page():
        if library.find("page", content.key):
            continue
        parent = library.require("page", above.key) if above else site.root_page
        page = apps.get_model(content.model)(
            title=content.title,
            slug=slugify(content.title),
            show_in_menus=content.in_menu,
            locale=library.locale,
            translation_key=translation_key("page", content.key),
            live=False,
        )
        Page.objects.get(pk=parent.pk).add_child(instance=page)


def fill_pages(library: Library) -> None:
    """Give the pages that nobody has saved yet their content, and publish them."""
    for content, _parent in every_page():
        page = library.page(content.key)
        if page.latest_revision_id is None:
            with transaction.atomic():
                fill(page, content, library)


def fill(page: Any, content: PageContent, library: Library) -> None:
    set_fields(page, content.fields, library)
    if content.password:
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password=content.password
        )
    if content.state == "scheduled":
        page.go_live_at = timezone.now() + _SCHEDULED_IN
    if content.state != "live":
        page.save()  # a page that was never live shows its newest draft in its row too
    revision = page.save_revision()
    if content.state != "draft":
        revision.publish()  # for a scheduled page: approves the date


def set_fields(page: Any, fields: Any, library: Library) -> None:
    """Put the content's values into a page's fields and child rows."""
    for name, value in fields.items():
        resolved = library.resolve(value)
        if isinstance(value, Ref) and value.kind == "picture":
            # repeated here, where it is translated with the page
            setattr(page, f"{name}_alt", fields.get(f"{name}_alt") or DESCRIPTIONS[value.key])
        if name in _ROWS:
            model, target = _ROWS[name]
            rows = [model(sort_order=at, **{target: each}) for at, each in enumerate(resolved)]
            setattr(page, name, rows)
        else:
            setattr(page, name, resolved)


def fill_home(library: Library, site: Site) -> None:
    """Fill the home page that `setup_site` made, unless somebody was there before."""
    home = HomePage.objects.get(pk=site.root_page_id)
    if not home.body:
        with transaction.atomic():
            home.title = NAME
            set_fields(home, HOME_FIELDS, library)
            home.save_revision().publish()


def change_pages(library: Library) -> None:
    """Change what is to be out of date in its translations, where nobody has changed it yet."""
    for content, _parent in every_page():
        if content.changed:
            page = library.page(content.key)
            if page.revisions.count() == 1:
                with transaction.atomic():
                    set_fields(page, content.changed, library)
                    page.save_revision().publish()
