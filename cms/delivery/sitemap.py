"""Every public page with its address, its date, and its addresses in other languages."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from wagtail.models import Page

from cms.core.trees import Tree
from cms.delivery.scope import Scope
from cms.schemas.nodes import iso

COLUMNS = ("path", "url_path", "last_published_at", "translation_key", "locale_id")


def entries(scope: Scope, pages: list[Page]) -> list[dict[str, Any]]:
    """`{html_path, html_url, lastmod, alternates}` of each, in the same order; one query."""
    keys = {page.translation_key for page in pages}
    versions = Page.objects.filter(translation_key__in=keys).only(*COLUMNS).order_by()
    alternates: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    for key in keys:
        scope.tags.alternates(key)
    for version in sorted(scope.pages(versions), key=lambda page: _rank(scope, page)):
        tree = _tree(scope, version)
        alternates[version.translation_key].append(
            {"locale": tree.language, "html_url": tree.site.root_url + tree.html_path(version)}
        )
    return [_entry(scope, page, alternates[page.translation_key]) for page in pages]


def _entry(scope: Scope, page: Page, alternates: list[dict[str, str]]) -> dict[str, Any]:
    tree = _tree(scope, page)
    html_path = tree.html_path(page)
    return {
        "html_path": html_path,
        "html_url": tree.site.root_url + html_path,
        "lastmod": iso(page.last_published_at),
        "alternates": alternates,
    }


def _tree(scope: Scope, page: Page) -> Tree:
    tree = scope.tree_of(page.path)
    if tree is None:
        raise ValueError(f"Page {page.pk} stands in no site.")
    return tree


def _rank(scope: Scope, page: Page) -> int:
    """The site's first language first."""
    return scope.trees.index(_tree(scope, page))
