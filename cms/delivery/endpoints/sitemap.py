"""`sitemap/`: all addresses, for static builds and crawlers."""

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field
from wagtail.models import Page

from cms.delivery import schema
from cms.delivery.answers import answer, open_scope
from cms.delivery.errors import Problem
from cms.delivery.pagination import Order
from cms.delivery.parameters import LocaleParameters, PagingParameters, Query
from cms.delivery.sitemap import COLUMNS, entries
from cms.events import tags

router = Router(tags=["site"])


class SitemapParameters(LocaleParameters, PagingParameters):
    """In which language, which part of it."""

    limit: int = Field(100, ge=1, le=1000, description="How many at most.")


@router.get(
    "sitemap/",
    response={200: schema.Sitemap, 404: Problem, 422: Problem},
    summary="All addresses",
    operation_id="get_sitemap",
    url_name="sitemap",
)
def get_sitemap(request: HttpRequest, parameters: Query[SitemapParameters]) -> HttpResponse:
    """Every public page of one language or of all, in the order of the tree."""
    scope = open_scope(request, parameters)
    trees = [scope.tree(parameters.locale)] if parameters.locale else None
    pages = scope.pages(Page.objects.only(*COLUMNS), trees)
    chosen, following = Order(Page, "tree", {"tree": "path"}).part(pages, parameters)
    scope.tags.add(tags.pages(parameters.locale))
    body = {"count": pages.count(), "items": entries(scope, chosen), "next": following}
    return answer(scope, body)
