"""Aliases of pages in languages that are synchronised from theirs.

In place of wagtail-localize's hook and task: the hook knows the admin's form alone and fails where
two languages are synchronised from each other, and in the task one bad page keeps all others out.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import Locale, Page

from cms.localization.tree.apart import apart
from cms.localization.tree.kin import HOME, counterpart, synchronised_from
from cms.localization.tree.positions import put_beside


def show_new(pages: Iterable[int]) -> None:
    """In the languages that follow theirs; what that makes is new in turn, for the next ones."""
    new = list(Page.objects.filter(pk__in=pages, depth__gt=1).order_by("path"))
    languages = synchronised_from(page.locale_id for page in new)
    for page in new:
        for locale in languages[page.locale_id]:
            alias_in(locale, page)


def missing_in(target: Locale, source: Locale) -> QuerySet[Page]:
    """The pages that one language has and another one lacks."""
    there = Page.objects.filter(locale=target).order_by().values("translation_key")
    return Page.objects.filter(locale=source, depth__gt=1).exclude(translation_key__in=there)


def fill(target: Locale, pages: QuerySet[Page]) -> None:
    for pk in list(pages.order_by("path").values_list("pk", flat=True)):
        if page := Page.objects.filter(pk=pk).first():
            alias_in(target, page)


def alias_in(locale: Locale, page: Page) -> Page | None:
    """The page in another language; an alias, with those above it, if it is not there yet."""
    if found := counterpart(page, locale.pk):
        return found
    with apart("%r could not be shown in %s", page, locale):
        alias = page.specific.copy_for_translation(locale, copy_parents=True, alias=True)
        if alias.depth > HOME:
            put_beside(alias, page, alias.get_parent())
    return counterpart(page, locale.pk)
