"""Pages as answers: found, checked for visibility, loaded with all they refer to."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageViewRestriction

from cms.core import plain_sql
from cms.core.visibility import branch_paths, last_path
from cms.delivery import shapes
from cms.delivery.content import Content
from cms.delivery.errors import NotFoundError, RestrictedError
from cms.delivery.presentation import WHOLE, Presentation
from cms.delivery.scope import Scope
from cms.schemas.models import page_detail, page_summary


def summaries(
    scope: Scope, pages: list[Page], presentation: Presentation = WHOLE
) -> list[dict[str, Any]]:
    """Pages of mixed types as summaries, in the same order."""
    content = Content(scope, presentation.rich_text_format)
    specific = specific_pages(pages)
    for model, group in _by_type(specific).items():
        content.add(page_summary(model).only(presentation.fields), group)
    content.load()
    return [shapes.page_summary(content, page, presentation) for page in specific]


def details(
    scope: Scope, pages: list[Page], presentation: Presentation = WHOLE
) -> list[dict[str, Any]]:
    """Pages of mixed types, whole, in the same order; they may hold unsaved edits."""
    content = Content(scope, presentation.rich_text_format)
    content.absolute_links = presentation.absolute_links
    specific = specific_pages(pages)
    for model, group in _by_type(specific).items():
        content.add(page_detail(model).only(presentation.fields), group)
    for page in specific:
        content.add_relatives(page)
    content.load()
    return [shapes.page_detail(content, page, presentation) for page in specific]


def with_cards(pages: QuerySet[Page], types: Iterable[type[Page]]) -> QuerySet[Page]:
    """Pages that come with what their cards show, for `specific_pages`, in the same query."""
    links: list[str] = []
    unused: list[str] = []
    for model in types:
        link = "__".join(_links_from(pages.model, model))
        if link:
            links.append(link)
        unused.extend(f"{link}__{name}" if link else name for name in _not_on_cards(model))
    return pages.select_related(*links).defer(*unused) if links else pages.defer(*unused)


def cards(model: type[Page], ids: list[int]) -> list[Page]:
    """Pages of one type as `with_cards` gives them, where it is known which ones."""
    unused = _not_on_cards(model)
    columns = [field.name for field in model._meta.concrete_fields if field.name not in unused]
    return plain_sql.load(model, plain_sql.one_of(Page, "id", ids), ids, tuple(columns))


def _not_on_cards(model: type[Page]) -> set[str]:
    """The long texts of a type that its cards do not show."""
    return {
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, StreamField | RichTextField)
        and field.name not in page_summary(model).fields
    }


def specific_pages(pages: list[Page]) -> list[Page]:
    """The pages with their own fields: those at hand, else one query for each type."""
    loaded: dict[int, Page] = {}
    wanted: dict[type[Page], list[int]] = {}
    for page in pages:
        model = page.specific_class
        at_hand = _at_hand(page, model)
        if at_hand is not None:
            loaded[page.pk] = at_hand
        else:
            wanted.setdefault(model, []).append(page.pk)
    for model, ids in wanted.items():
        found = plain_sql.load(model, plain_sql.one_of(Page, "id", ids), ids)
        loaded.update((page.pk, page) for page in found)
    return [loaded.get(page.pk, page) for page in pages]


def _at_hand(page: Page, model: type[Page]) -> Page | None:
    """The page as its own type, if it has been loaded already."""
    for link in _links_from(type(page), model):
        page = page._state.fields_cache.get(link)
        if page is None:
            return None
    return page


def _links_from(base: type[Page], model: type[Page]) -> tuple[str, ...]:
    """Attributes that lead from a page to its own type: `("newspage",)`."""
    chain = [*reversed(model._meta.get_base_chain(base)), model] if base is not model else []
    return tuple(
        child._meta.get_ancestor_link(parent).remote_field.get_accessor_name()
        for parent, child in pairwise(chain)
    )


def _by_type(pages: list[Page]) -> dict[type[Page], list[Page]]:
    groups: dict[type[Page], list[Page]] = {}
    for page in pages:
        groups.setdefault(type(page), []).append(page)
    return groups


# Of a page that is asked for; all else is read when its type is known.
_PLACE = (
    *("id", "path", "content_type", "translation_key", "locale"),
    *("live", "go_live_at", "expire_at"),
)


def page_with_id(pk: int) -> Page | None:
    """A page, hidden or not, as far as it is needed to find more of it."""
    return _found(f"{plain_sql.column(Page, 'id')} = %s", pk)


def page_at(root_path: str, url_path: str) -> Page | None:
    """The same by its path in the tree of a language."""
    slug = url_path.rstrip("/").rsplit("/", 1)[-1]
    # The slug has an index; url_path has none.
    condition = " AND ".join(
        f"{plain_sql.column(Page, name)} {comparison} %s"
        for name, comparison in (("slug", "="), ("url_path", "="), ("path", ">="), ("path", "<="))
    )
    return _found(condition, slug, url_path, root_path, last_path(root_path))


def _found(condition: str, *parameters: Any) -> Page | None:
    found = plain_sql.load(Page, condition, parameters, _PLACE)
    return min(found, key=lambda page: str(page.path), default=None)


def visible_page(scope: Scope, page: Page | None) -> Page:
    """The page; an error if it is hidden or not there.

    Raises:
        RestrictedError: all that hides it is a view restriction.
        NotFoundError: for everything else.
    """
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


def detail(scope: Scope, page: Page, presentation: Presentation = WHOLE) -> dict[str, Any]:
    """PageDetail of a page, which may hold unsaved edits."""
    return details(scope, [page], presentation)[0]
