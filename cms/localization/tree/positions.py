"""Putting a page where the one that it follows stands."""

from django.db.models import QuerySet
from wagtail.coreutils import find_available_slug
from wagtail.models import Page


def put_beside(page: Page, leader: Page, parent: Page) -> None:
    """Below a parent, and among its children where its leader stands among theirs."""
    children = Page.objects.child_of(parent).exclude(pk=page.pk)
    known = children.values("translation_key")
    siblings = Page.objects.sibling_of(leader, inclusive=False).filter(translation_key__in=known)
    before = _same(children, siblings.filter(path__lt=leader.path).order_by("-path").first())
    after = _same(children, siblings.filter(path__gt=leader.path).order_by("path").first())
    is_there = page.is_child_of(parent)
    if is_there and _is_between(page, before, after):
        return
    if not is_there and page.alias_of_id and is_taken(parent, page):
        page.slug = find_available_slug(parent, page.slug)
        page.save(clean=False)
    if before:
        page.specific.move(before, pos="right")
    elif after:
        page.specific.move(after, pos="left")
    elif not is_there:
        page.specific.move(parent, pos="last-child")


def is_taken(parent: Page, page: Page) -> bool:
    """Whether another page there has its slug."""
    others = Page.objects.child_of(parent).exclude(pk=page.pk)
    return bool(others.filter(slug=page.slug).exists())


def _same(children: QuerySet[Page], sibling: Page | None) -> Page | None:
    if sibling is None:
        return None
    found: Page | None = children.filter(translation_key=sibling.translation_key).first()
    return found


def _is_between(page: Page, before: Page | None, after: Page | None) -> bool:
    return not (before and before.path > page.path) and not (after and after.path < page.path)
