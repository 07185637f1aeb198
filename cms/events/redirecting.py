"""Leads from the path that a page had to the one that it has.

In place of Wagtail's automatic redirects, which come after the commit: a process that dies in
between loses them, and nobody is told of them.
"""

from dataclasses import dataclass

from wagtail.contrib.redirects.models import Redirect

from cms.core.trees import Forest
from cms.events.comparing import parts

_LONGEST = Redirect._meta.get_field("old_path").max_length


@dataclass(frozen=True)
class Moved:
    """A page that is public at another path of the same site."""

    page: int
    tree: int
    old_path: str


def lead_on(moved: list[Moved], forest: Forest) -> list[int]:
    """Make redirects, or turn those that were made before. Returns their ids."""
    return [pk for part in parts(moved) for pk in _lead_on(part, forest)]


def _lead_on(moved: list[Moved], forest: Forest) -> list[int]:
    wanted = {
        (path, tree.site.pk): each.page
        for each in moved
        for tree in forest.trees
        if tree.root_id == each.tree
        and len(path := Redirect.normalise_path(each.old_path)) <= _LONGEST
    }
    there = Redirect.objects.filter(old_path__in={path for path, _site in wanted})
    known = {(each.old_path, each.site_id): each for each in there}
    turned = [each for key, each in known.items() if key in wanted and each.automatically_created]
    for each in turned:
        each.redirect_page_id = wanted[each.old_path, each.site_id]
    new = [
        Redirect(old_path=path, site_id=site, redirect_page_id=page, automatically_created=True)
        for (path, site), page in wanted.items()
        if (path, site) not in known
    ]
    Redirect.objects.bulk_update(turned, ["redirect_page"])
    return [each.pk for each in (*turned, *Redirect.objects.bulk_create(new))]
