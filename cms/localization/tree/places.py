"""Pages of other languages stand in parallel, until somebody moves one of them by hand."""

from uuid import UUID

from wagtail.models import Page

from cms.localization.restrictions import close_beside
from cms.localization.tree import kin
from cms.localization.tree.aliases import alias_in
from cms.localization.tree.apart import apart
from cms.localization.tree.positions import is_taken, put_beside


def follow(pk: int, was_below: UUID) -> None:
    """A page was moved; those of its followers that stood in the parallel place move as well."""
    page = Page.objects.filter(pk=pk).first()
    if page is None or page.depth <= kin.HOME:
        return
    parent = page.get_parent()
    for each in parallel(page, was_below):
        if there := _place_of(each, parent):
            with apart("%r could not follow %r", each, page):
                put_beside(each, page, there)


def close(pk: int) -> None:
    """What stays elsewhere is closed where the page is now, too."""
    if page := Page.objects.filter(pk=pk).first():
        close_beside(page)


def parallel(page: Page, below: UUID) -> list[Page]:
    """Its followers that stand below the other languages' versions of a page."""
    return [each for each in kin.followers(page) if each.get_parent().translation_key == below]


def _place_of(follower: Page, parent: Page) -> Page | None:
    """Below what to put it; None if it has to stay."""
    there = kin.counterpart(parent, follower.locale_id)
    if there is None and may_stand_below_alias(follower):
        there = alias_in(follower.locale, parent)
    return there if there and not keeps_out(there, follower) else None


def may_stand_below_alias(follower: Page) -> bool:
    """Elsewhere the page above has to be translated first, and as a draft would hide this one."""
    return bool(follower.alias_of_id) or kin.is_synchronised(follower.locale_id)


def keeps_out(parent: Page, follower: Page) -> bool:
    """Whether a page cannot stand below another. Its slug may be taken, which somebody chose."""
    if parent.path.startswith(follower.path):
        return True
    return not follower.alias_of_id and is_taken(parent, follower)
