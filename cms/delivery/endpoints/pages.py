"""`pages/` and `pages/{id}/`."""

from typing import Annotated, Any, Literal

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BeforeValidator, Field, create_model
from wagtail.models import Page

from cms.core.trees import Tree
from cms.core.visibility import Unindexed, branch, branch_paths
from cms.delivery import filters, schema
from cms.delivery.answers import answer, open_scope
from cms.delivery.errors import NotFoundError, ParameterError, Problem, RestrictedProblem
from cms.delivery.lookup import (
    detail,
    details,
    page_with_id,
    summaries,
    visible_page,
    with_cards,
)
from cms.delivery.page_markdown import (
    IN_MARKDOWN,
    PageFormatParameters,
    answer_page,
    page_presentation,
)
from cms.delivery.pagination import Order
from cms.delivery.parameters import (
    MAX_ID,
    MAX_VALUES,
    FallbackParameters,
    FieldsParameters,
    Id,
    Name,
    PagingParameters,
    Query,
    RichTextParameters,
)
from cms.delivery.presentation import presentation_of_details, presentation_of_summaries
from cms.delivery.scope import Scope
from cms.events import tags
from cms.schemas.models import delivered_pages

router = Router(tags=["pages"])

# So many pages are better read in the order asked for until there are enough, than sorted.
MANY = 5_000
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


class CommonPagesParameters(
    FallbackParameters, RichTextParameters, FieldsParameters, PagingParameters
):
    """Which pages, in which order, which part of them."""

    type: list[schema.PageType] = Field(
        [], max_length=MAX_VALUES, description="Only pages of these types."
    )
    child_of: IdOrRoot | None = Field(
        None,
        description="Only pages right below this one; `root`: below the home page. Here and in "
        "the next three, a page stands for its translations too if a `locale` is given.",
    )
    descendant_of: IdOrRoot | None = Field(
        None, description="Only pages somewhere below this one."
    )
    ancestor_of: IdOrRoot | None = Field(
        None, description="Only the pages above this one, from the home page down."
    )
    translation_of: IdOrRoot | None = Field(None, description="Only translations of this page.")
    slug: Name | None = Field(None, description="Only pages whose path ends so.")
    in_menu: bool | None = Field(None, description="Only pages that menus show, or do not.")
    tag: list[Name] = Field(
        [],
        max_length=MAX_VALUES,
        description="Only pages that carry one of these tags, named in any language.",
    )
    detail: bool = Field(
        False, description="Whether to give whole pages in place of summaries, for static builds."
    )
    order: Name = Field(
        "id",
        description="Fields separated by commas, with `-` before those that run backwards: "
        + ", ".join(f"`{name}`" for name in _ORDERS)
        + "; with one `type`, its own dates, numbers and short texts too.",
        examples=["-date,title"],
    )


_OWN_FILTERS = filters.filter_parameters()
PagesParameters: Any = create_model(  # type: ignore[call-overload]
    "PagesParameters",
    __base__=CommonPagesParameters,
    __doc__=CommonPagesParameters.__doc__,
    **_OWN_FILTERS,
)


@router.get(
    "",
    response={200: schema.PageList, 404: Problem, 422: Problem},
    summary="List pages",
    operation_id="list_pages",
    url_name="pages",
)
def list_pages(request: HttpRequest, parameters: Query[PagesParameters]) -> HttpResponse:
    """Public pages of a site, as summaries or whole."""
    scope = open_scope(request, parameters)
    model = _single_model(parameters.type)
    present = presentation_of_details if parameters.detail else presentation_of_summaries
    presentation = present(parameters, model)
    order = Order(
        model or Page,
        parameters.order,
        {**_ORDERS, **(filters.sortable_fields(model) if model else {})},
    )
    wanted = Wanted(scope, parameters, model)
    count = wanted.counted().count()
    pages = wanted.pages(by_order=count > MANY)
    if parameters.detail:
        chosen, following = order.part(pages, parameters)
        items = details(scope, chosen, presentation)
    else:
        types = [apps.get_model(name) for name in parameters.type] or delivered_pages()
        chosen, following = order.part(with_cards(pages, types), parameters)
        items = summaries(scope, chosen, presentation)
    body = {"count": count, "items": items, "next": following}
    _note_lists(scope, parameters)
    return answer(scope, body, language="" if parameters.fallback else parameters.locale or "")


def _note_lists(scope: Scope, parameters: Any) -> None:
    """The answer depends on all pages that could stand in it."""
    trees = scope.trees_in(parameters.locale, parameters.fallback)
    locales = [tree.language for tree in trees] if parameters.locale else [None]
    for locale in locales:
        if parameters.type:
            for name in parameters.type:
                scope.tags.listing(apps.get_model(name), locale)
        else:
            scope.tags.add(tags.pages(locale))


def _single_model(types: list[str]) -> type[Page] | None:
    return apps.get_model(types[0]) if len(set(types)) == 1 else None


class Wanted:
    """The pages that the parameters of a list describe."""

    def __init__(self, scope: Scope, parameters: Any, model: type[Page] | None) -> None:
        self.scope, self.parameters, self.model = scope, parameters, model
        self.trees = scope.trees_in(parameters.locale, parameters.fallback)
        self.own_filters = parameters.model_dump(include=set(_OWN_FILTERS), exclude_unset=True)
        self.places = self._places()

    def pages(self, *, by_order: bool) -> QuerySet[Any]:
        """To show; `by_order` as in `Scope.pages`."""
        pages = (self.model or Page).objects.all()
        if self.parameters.type and self.model is None:
            pages = pages.filter(content_type__in=_content_types(self.parameters.type))
        return self._narrowed(pages, by_order=by_order)

    def counted(self) -> QuerySet[Any]:
        """The same as plain pages where that is enough: their index alone tells how many."""
        if self.own_filters or not self.parameters.type:
            return self.pages(by_order=False)
        types = [each for each in delivered_pages() if self.model and issubclass(each, self.model)]
        labels = [each._meta.label for each in types] or self.parameters.type
        pages = Page.objects.alias(kind=Unindexed("content_type_id"))
        return self._narrowed(pages.filter(kind__in=_content_types(labels)), by_order=False)

    def _narrowed(self, pages: QuerySet[Any], *, by_order: bool) -> QuerySet[Any]:
        parameters = self.parameters
        pages = pages.filter(self.places)
        if parameters.slug is not None:
            pages = pages.filter(slug=parameters.slug)
        if parameters.in_menu is not None:
            pages = pages.filter(show_in_menus=parameters.in_menu)
        if parameters.tag:
            pages = filters.by_tag(self.scope, pages, parameters.tag)
        pages = filters.by_own_fields(pages, self.own_filters, self.model)
        if parameters.locale is None:
            return self.scope.pages(pages, by_order=by_order)
        return self.scope.first_versions(pages, self.trees, by_order=by_order)

    def _places(self) -> Q:
        """Where the pages stand, seen from others."""
        places = Q()
        trees = self.trees if self.parameters.locale else None
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            value = getattr(self.parameters, name)
            if value is not None:
                found = Q(pk__in=[])
                for page in _named_pages(self.scope, name, value, trees):
                    found |= _PLACES[name](page)
                places &= found
        return places


def _content_types(types: list[str]) -> list[int]:
    chosen = [apps.get_model(name) for name in types]
    return [each.pk for each in ContentType.objects.get_for_models(*chosen).values()]


_PLACES = {
    "child_of": lambda page: branch(page.path) & Q(depth=page.depth + 1),
    "descendant_of": lambda page: branch(page.path) & ~Q(pk=page.pk),
    "ancestor_of": lambda page: Q(path__in=list(branch_paths(page.path))[:-1]),
    "translation_of": lambda page: Q(translation_key=page.translation_key) & ~Q(pk=page.pk),
}


def _named_pages(
    scope: Scope, name: str, value: int | str, trees: list[Tree] | None
) -> list[Page]:
    """The public page that a parameter names, in given languages with its versions in these.

    The same 422 for hidden and for missing ones.
    """
    pk = scope.default_tree.root_id if value == "root" else value
    page = scope.pages(Page.objects.filter(pk=pk)).first()
    if page is None:
        raise ParameterError(name, "is no page of this site")
    scope.tags.link(page, scope.language_of(page))
    scope.tags.alternates(page.translation_key)
    if trees is None or name == "translation_of":
        return [page]
    return list(scope.pages(Page.objects.filter(translation_key=page.translation_key), trees))


class PageParameters(FallbackParameters, PageFormatParameters):
    """Which translation of the page, and how."""


@router.get(
    "{int:page_id}/",
    response={
        200: schema.PageDetail,
        401: RestrictedProblem,
        404: Problem,
        422: Problem,
    },
    summary="One page",
    operation_id="get_page",
    url_name="page",
    openapi_extra=IN_MARKDOWN,
)
def get_page(
    request: HttpRequest, page_id: int, parameters: Query[PageParameters]
) -> HttpResponse:
    """All of a page, or with `locale` of its translation, every reference in place."""
    scope = open_scope(request, parameters)
    presentation = page_presentation(request, parameters)
    trees = scope.trees_in(parameters.locale, parameters.fallback)
    if not 0 < page_id <= MAX_ID:
        raise NotFoundError("No page has this id.")
    if parameters.locale is None:
        wanted = page_with_id(page_id)
    else:
        wanted = _version(scope, page_id, trees)
    page = detail(scope, visible_page(scope, wanted), presentation)
    return answer_page(request, scope, parameters, page)


def _version(scope: Scope, page_id: int, trees: list[Tree]) -> Page | None:
    """A public page's translation in the first of these languages that has it public."""
    keys = scope.pages(Page.objects.filter(pk=page_id)).values("translation_key")
    versions = Page.objects.filter(translation_key__in=keys)
    first = scope.first_versions(versions, trees).first()
    # one that is not public may be under a restriction
    return first or versions.filter(locale_id=trees[0].locale_id).first()
