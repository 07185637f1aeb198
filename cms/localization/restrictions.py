"""Who may see a translated page: never more people than its source.

A restriction of the source goes to its translations at once, and when they are made. One set in
a language of its own stays there: wagtail-localize would remove it, making the page public at
its next publication. Opening a source leaves its translations closed, until somebody opens them.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation

Terms = tuple[str, str, frozenset[int]]  # kind, password, groups


def bring_restriction(source: Page, target: Page) -> None:
    """Close a translation as its source is closed."""
    wanted = _terms(source)
    if wanted and wanted != _terms(target):
        _impose(target, wanted)


def _terms(page: Page) -> Terms | None:
    found = PageViewRestriction.objects.filter(page=page).prefetch_related("groups").first()
    if found is None:
        return None
    groups = frozenset(group.pk for group in found.groups.all())
    return found.restriction_type, found.password, groups


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


def follow_sources() -> None:
    name = "cms.restrictions"
    post_save.connect(_follow, sender=PageViewRestriction, dispatch_uid=name)
    m2m_changed.connect(_follow, sender=PageViewRestriction.groups.through, dispatch_uid=name)
