"""The slugs of aliases, and the titles of those that are drafts."""

import re

from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from cms.localization.tree.apart import apart
from cms.localization.tree.kin import HOME
from cms.localization.tree.noticing import Name


def follow(pk: int, before: Name) -> None:
    """A page may be called otherwise now: its aliases in other languages follow.

    Until an alias has a slug of its own, which is one that was not made from its source's.
    """
    page = Page.objects.filter(pk=pk).first()
    if page is None or before == Name(page.slug, page.title):
        return
    for alias in page.aliases.filter(translation_key=page.translation_key).specific():
        named = _slug_of(alias, page, before), _title_of(alias, page)
        if named != (alias.slug, alias.title):
            with apart("%r could not be called as %r is", alias, page):
                alias.slug, alias.title = named
                alias.draft_title = alias.title
                alias.save(clean=False)


def _slug_of(alias: Page, page: Page, before: Name) -> str:
    if page.slug == before.slug or not is_made_from(before.slug, alias):
        return str(alias.slug)
    wanted = slug_in(alias, page.slug)
    return find_available_slug(alias.get_parent(), wanted, ignore_page_id=alias.pk)


def slug_in(page: Page, source: str) -> str:
    """What a page is called after its source; home pages of all languages stand side by side."""
    return f"{source}-{page.locale.language_code}" if page.depth == HOME else source


def is_made_from(source: str, page: Page) -> bool:
    """Whether a page is called after its source, with a number where that was taken."""
    return bool(re.fullmatch(rf"{re.escape(slug_in(page, source))}(-\d+)?", page.slug))


def _title_of(alias: Page, page: Page) -> str:
    """A published one gets it with everything else when its source is published."""
    return str(alias.title if page.live or alias.live else page.title)
