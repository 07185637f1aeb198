"""Who may see a translated page: never more people than its source.

A restriction of the source, or of a page above it, goes to its translations at once, when they
are made, and when the source moves to where it is closed. One set in a language of its own stays
there: wagtail-localize would remove it, making the page public at its next publication. Opening a
source leaves its translations closed, until somebody opens them.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done
from wagtail_localize.models import Translation

Terms = tuple[str, str, frozenset[int]]  # kind, password, groups


def bring_restriction(source: Page, target: Page) -> None:
    """Close a translation as its source is closed, or as what is above its source."""
    found = closing(source)
    if found is None:
        return
    known = closing(target)
    is_own = found.page_id == source.pk
    if known is None or (
        is_own and (known.page_id != target.pk or _terms(known) != _terms(found))
    ):
        _impose(target, _terms(found))


def closing(page: Page) -> PageViewRestriction | None:
    """The nearest restriction of a page: its own, or that of a page above."""
    above = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    found = PageViewRestriction.objects.filter(page__path__in=above).order_by("-page__path")
    nearest: PageViewRestriction | None = found.first()
    return nearest


def close_beside(page: Page) -> None:
    """Close what was made of a closed page, and of all below it, wherever that stands."""
    if closing(page) is not None:
        for source, target in _open_ones(page):
            bring_restriction(source, target)


def _open_ones(page: Page) -> Iterator[tuple[Page, Page]]:
    """Sources from here on, each with a translation that nothing closes."""
    closed = list(PageViewRestriction.objects.values_list("page__path", flat=True))
    sources = Page.objects.descendant_of(page, inclusive=True)
    others = Page.objects.filter(translation_key__in=sources.order_by().values("translation_key"))
    for each in others.not_descendant_of(page, inclusive=True).order_by("path"):
        if not each.path.startswith(tuple(closed)):
            source = sources.filter(translation_key=each.translation_key).first()
            if source and translations_of(source).filter(pk=each.pk).exists():
                yield source, each


def _terms(restriction: PageViewRestriction) -> Terms:
    groups = frozenset(group.pk for group in restriction.groups.all())
    return restriction.restriction_type, restriction.password, groups


def _impose(page: Page, terms: Terms) -> None:
    kind, password, groups = terms
    restriction, _created = PageViewRestriction.objects.update_or_create(
        page=page, defaults={"restriction_type": kind, "password": password}
    )
    restriction.groups.set(groups)


def translations_of(page: Page) -> QuerySet[Page]:
    """The pages that were made from this one in other languages, aliases too."""
    made = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale=page.locale_id
    )
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    found: QuerySet[Page] = others.filter(
        Q(locale__in=made.values("target_locale")) | Q(alias_of=page)
    )
    return found


def _follow(instance: PageViewRestriction, **kwargs: Any) -> None:
    if kwargs.get("raw") or not kwargs.get("action", "post_").startswith("post_"):
        return
    for target in translations_of(instance.page):
        bring_restriction(instance.page, target)
    close_beside(instance.page)


def _close_new(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    if isinstance(source_obj, Page):
        bring_restriction(source_obj, target_obj)


def follow_sources() -> None:
    name = "cms.restrictions"
    copy_for_translation_done.connect(_close_new, dispatch_uid=name)
    post_save.connect(_follow, sender=PageViewRestriction, dispatch_uid=name)
    m2m_changed.connect(_follow, sender=PageViewRestriction.groups.through, dispatch_uid=name)
