"""Pages as answers: found, checked for visibility, loaded with all they refer to."""

from typing import Any

from wagtail.models import Page, PageViewRestriction

from cms.core.visibility import branch_paths
from cms.delivery import shapes
from cms.delivery.content import Content
from cms.delivery.errors import NotFoundError, RestrictedError
from cms.delivery.scope import Scope
from cms.schemas.models import page_detail, page_summary


def summaries(scope: Scope, pages: list[Page]) -> list[dict[str, Any]]:
    """Pages of mixed types as summaries, in the same order."""
    content = Content(scope)
    specific = specific_pages(pages)
    for model, group in _by_type(specific).items():
        content.add(page_summary(model), group)
    content.load()
    return [shapes.page_summary(content, page) for page in specific]


def specific_pages(pages: list[Page]) -> list[Page]:
    """The pages with their own fields: one query for each type whose cards show any."""
    wanted: dict[type[Page], list[int]] = {}
    for page in pages:
        model = page.specific_class
        if type(page) is not model:
            wanted.setdefault(model, []).append(page.pk)
    loaded: dict[int, Page] = {}
    for model, ids in wanted.items():
        loaded.update(model.objects.in_bulk(ids))
    return [loaded.get(page.pk, page) for page in pages]


def _by_type(pages: list[Page]) -> dict[type[Page], list[Page]]:
    groups: dict[type[Page], list[Page]] = {}
    for page in pages:
        groups.setdefault(type(page), []).append(page)
    return groups


def visible_page(scope: Scope, wanted: Any) -> Page:
    """The one page of a queryset; an error if it is hidden or not there.

    Raises:
        RestrictedError: all that hides it is a view restriction.
        NotFoundError: for everything else.
    """
    page = wanted.first()
    tree = scope.tree_of(page.path) if page else None
    if page is None or tree is None or tree.site.pk != scope.site.pk:
        raise NotFoundError("No such page.")
    if not scope.visibility.shows(page):
        raise _why_hidden(scope, page)
    return page


def _why_hidden(scope: Scope, page: Page) -> Exception:
    if not scope.visibility.is_published(page):
        return NotFoundError("No such page.")
    branch = Page.objects.filter(path__in=list(branch_paths(page.path)))
    restriction = (
        PageViewRestriction.objects.filter(page__in=branch).order_by("-page__path").first()
    )
    return (
        RestrictedError(restriction.restriction_type)
        if restriction
        else NotFoundError("No such page.")
    )


def detail(scope: Scope, page: Page) -> dict[str, Any]:
    """PageDetail of a page, which may hold unsaved edits."""
    specific = page.specific
    content = Content(scope)
    content.add(page_detail(type(specific)), [specific])
    content.add_relatives(specific)
    content.load()
    return shapes.page_detail(content, specific)
