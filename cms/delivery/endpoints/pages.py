"""`pages/` and `pages/{id}/`."""

from typing import Annotated, Any, Literal

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BeforeValidator, Field
from wagtail.models import Page

from cms.delivery import schema
from cms.delivery.answers import answer, open_scope
from cms.delivery.errors import NotFoundError, ParameterError, Problem, RestrictedProblem
from cms.delivery.lookup import detail, summaries, visible_page
from cms.delivery.parameters import (
    MAX_ID,
    MAX_LIMIT,
    MAX_OFFSET,
    Id,
    LocaleParameters,
    Name,
    Query,
    RichTextParameters,
)
from cms.delivery.scope import Scope
from cms.schemas.models import FieldNode, page_detail

router = Router(tags=["pages"])

_ORDERS = {
    "id": "pk",
    "title": "title",
    "slug": "slug",
    "first_published_at": "first_published_at",
    "last_published_at": "last_published_at",
    "tree": "path",
}

IdOrRoot = Annotated[
    Id | Literal["root"],
    BeforeValidator(lambda value: int(value) if str(value).isdecimal() else value),
]


class PagesParameters(LocaleParameters, RichTextParameters):
    """Which pages, in which order, which part of them."""

    type: list[schema.PageType] = Field(
        [], max_length=10, description="Only pages of these types."
    )
    child_of: IdOrRoot | None = Field(
        None, description="Only pages right below this one; `root`: below the home page."
    )
    descendant_of: IdOrRoot | None = Field(
        None, description="Only pages somewhere below this one."
    )
    translation_of: Id | None = Field(None, description="Only translations of this page.")
    slug: Name | None = Field(None, description="Only pages whose path ends so.")
    in_menu: bool | None = Field(None, description="Only pages that menus show, or do not.")
    order: Name = Field(
        "id",
        description="Fields separated by commas, with `-` before those that run backwards: "
        + ", ".join(f"`{name}`" for name in _ORDERS)
        + "; with one `type`, its own dates and choices too.",
        examples=["-date,title"],
    )
    limit: int = Field(20, ge=1, le=MAX_LIMIT, description="How many at most.")
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many to pass over.")


@router.get(
    "",
    response={200: schema.listing("PageList", schema.PageSummary), 422: Problem},
    summary="List pages",
    operation_id="pages_list",
    url_name="pages",
)
def list_pages(request: HttpRequest, parameters: Query[PagesParameters]) -> HttpResponse:
    """Summaries of the public pages of a site."""
    scope = open_scope(request, parameters)
    model = _single_model(parameters.type)
    pages = _filtered(scope, parameters, model)
    ordered = pages.order_by(*_ordering(parameters.order, model))
    chosen = list(ordered[parameters.offset : parameters.offset + parameters.limit])
    return answer({"count": pages.count(), "items": summaries(scope, chosen)})


def _single_model(types: list[str]) -> type[Page] | None:
    return apps.get_model(types[0]) if len(set(types)) == 1 else None


def _filtered(scope: Scope, parameters: PagesParameters, model: type[Page] | None) -> Any:
    if parameters.locale is not None:
        scope.tree(parameters.locale)
    pages = scope.pages((model or Page).objects.all(), parameters.locale)
    if parameters.type and model is None:
        pages = pages.filter(content_type__in=_content_types(parameters.type))
    if parameters.child_of is not None:
        parent = _named_page(scope, parameters, "child_of", parameters.child_of)
        pages = pages.filter(path__startswith=parent.path, depth=parent.depth + 1)
    if parameters.descendant_of is not None:
        above = _named_page(scope, parameters, "descendant_of", parameters.descendant_of)
        pages = pages.filter(path__startswith=above.path, depth__gt=above.depth)
    if parameters.translation_of is not None:
        original = _named_page(scope, parameters, "translation_of", parameters.translation_of)
        pages = pages.filter(translation_key=original.translation_key).exclude(pk=original.pk)
    if parameters.slug is not None:
        pages = pages.filter(slug=parameters.slug)
    if parameters.in_menu is not None:
        pages = pages.filter(show_in_menus=parameters.in_menu)
    return pages


def _content_types(types: list[str]) -> list[int]:
    chosen = [apps.get_model(name) for name in types]
    return [each.pk for each in ContentType.objects.get_for_models(*chosen).values()]


def _named_page(scope: Scope, parameters: PagesParameters, name: str, value: int | str) -> Page:
    """The public page that a parameter names; the same 422 for hidden and for missing ones."""
    pk = scope.tree(parameters.locale).root_id if value == "root" else value
    page = scope.pages(Page.objects.filter(pk=pk)).first()
    if page is None:
        raise ParameterError(name, "is no page of this site")
    return page


def _ordering(order: str, model: type[Page] | None) -> list[str]:
    allowed = {**_ORDERS, **(_own_orders(model) if model else {})}
    ordering: list[str] = []
    for part in order.split(","):
        name = part.strip().removeprefix("-")
        if name not in allowed:
            raise ParameterError("order", f"knows no {name!r}; there are: {', '.join(allowed)}")
        ordering.append(("-" if part.strip().startswith("-") else "") + allowed[name])
    if len(ordering) > 5:
        raise ParameterError("order", "takes five fields at most")
    return [*ordering, "pk"]


def _own_orders(model: type[Page]) -> dict[str, str]:
    """A type's own fields that the database can order by: dates, numbers, short texts."""
    sortable = (models.DateField, models.TimeField, models.IntegerField, models.CharField)
    return {
        name: name
        for name, node in page_detail(model).fields.items()
        if isinstance(node, FieldNode) and isinstance(node.field, sortable)
    }


class PageParameters(LocaleParameters, RichTextParameters):
    """Which translation of the page."""


@router.get(
    "{int:page_id}/",
    response={
        200: schema.PageDetail,
        401: RestrictedProblem,
        404: Problem,
        422: Problem,
    },
    summary="One page",
    operation_id="page",
    url_name="page",
)
def get_page(
    request: HttpRequest, page_id: int, parameters: Query[PageParameters]
) -> HttpResponse:
    """All of a page, or with `locale` of its translation, every reference in place."""
    scope = open_scope(request, parameters)
    if not 0 < page_id <= MAX_ID:
        raise NotFoundError("No page has this id.")
    wanted = Page.objects.filter(pk=page_id)
    if parameters.locale is not None:
        tree = scope.tree(parameters.locale)
        keys = scope.pages(wanted).values("translation_key")
        wanted = Page.objects.filter(translation_key__in=keys, locale_id=tree.locale_id)
    return answer(detail(scope, visible_page(scope, wanted)))
