"""What becomes of aliases whose source is deleted."""

from django.db.models import QuerySet
from wagtail.models import Page

from cms.localization.tree.apart import apart
from cms.localization.tree.noticing import Left


def follow(left: dict[int, Left]) -> None:
    """They go as well, since they say nothing of their own: Wagtail would leave drafts behind.

    One with pages below that stay becomes a page of its own, seen as before.
    """
    tried: set[int] = set()
    while leaves := list(_left(left).filter(numchild=0).exclude(pk__in=tried).specific()):
        for alias in leaves:
            tried.add(alias.pk)
            with apart("%r could not follow its source", alias):
                alias.delete()
    for alias in _left(left).filter(numchild__gt=0).specific():
        with apart("%r could not become a page of its own", alias):
            revision = alias.save_revision(clean=False)
            if left[alias.pk].was_live:
                revision.publish()


def _left(left: dict[int, Left]) -> "QuerySet[Page]":
    """Aliases whose source is gone indeed."""
    leaders = {each.leader for each in left.values()}
    there = set(Page.objects.filter(pk__in=leaders).order_by().values_list("pk", flat=True))
    gone = [pk for pk, each in left.items() if each.leader not in there]
    found: QuerySet[Page] = Page.objects.filter(pk__in=gone, alias_of=None)
    return found
