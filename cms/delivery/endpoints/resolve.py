"""`resolve/`: all that a frontend's catch-all route needs, in one request."""

from typing import Annotated, Any
from urllib.parse import quote, unquote, urlsplit

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field, StringConstraints
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.delivery import schema
from cms.delivery.answers import key_of, open_scope
from cms.delivery.errors import NotFoundError, ParameterError, Problem, RestrictedProblem
from cms.delivery.lookup import detail, page_at, visible_page
from cms.delivery.page_markdown import (
    IN_MARKDOWN_OR_MOVED,
    PageFormatParameters,
    answer_page,
    answer_redirect,
    page_presentation,
)
from cms.delivery.parameters import Query
from cms.delivery.scope import Scope
from cms.events import tags

router = Router(tags=["pages"])


class ResolveParameters(PageFormatParameters):
    """Which path, and how the page at it is given."""

    html_path: Annotated[str, StringConstraints(min_length=1, max_length=2000)] = Field(
        ...,
        description="The path that a reader asked the frontend for, percent-encoded or not.",
        examples=["/fr/actualites/"],
    )


@router.get(
    "",
    response={200: schema.Resolved, 401: RestrictedProblem, 404: Problem, 422: Problem},
    summary="Look up a path",
    operation_id="resolve",
    url_name="resolve",
    openapi_extra=IN_MARKDOWN_OR_MOVED,
)
def resolve(request: HttpRequest, parameters: Query[ResolveParameters]) -> HttpResponse:
    """The page at a path, or where it has moved."""
    scope = open_scope(request, parameters)
    presentation = page_presentation(request, parameters)
    path, query = split_path(parameters.html_path)
    scope.key = key_of(request, scope, parameters, html_path=path)
    if path == "/":
        home = scope.default_tree
        return answer_redirect(request, scope, parameters, _redirect(302, f"/{home.language}/"))
    page = find_page(scope, path)
    if page is not None:
        found = detail(scope, page, presentation)
        return answer_page(request, scope, parameters, found, {"kind": "page", "page": found})
    scope.key = (*scope.key, query)  # which only redirects look at
    return answer_redirect(request, scope, parameters, find_redirect(scope, path, query))


def split_path(html_path: str) -> tuple[str, str]:
    """The decoded path with one slash at its end, and the query string.

    Raises ParameterError for what cannot be a path.
    """
    if "\x00" in html_path or any("\ud800" <= char <= "\udfff" for char in html_path):
        raise ParameterError("html_path", "is no path")
    try:
        parts = urlsplit(html_path)
        path = unquote(parts.path, errors="strict")
    except (ValueError, UnicodeDecodeError) as error:
        raise ParameterError("html_path", "is no path") from error
    if parts.scheme or parts.netloc or not path.startswith("/") or "\x00" in path:
        raise ParameterError("html_path", "must begin with one slash, without scheme and host")
    segments = [segment for segment in path.split("/") if segment]
    return "/" + "".join(f"{segment}/" for segment in segments), parts.query


def find_page(scope: Scope, path: str) -> Page | None:
    """The page at a decoded path; an error if it is hidden, None if there is none."""
    _, language, rest = path.split("/", 2)
    tree = next((tree for tree in scope.trees if tree.language == language), None)
    if tree is None:
        return None
    try:
        return visible_page(scope, page_at(tree.root_path, tree.root_url_path + rest))
    except NotFoundError:
        return None


def find_redirect(scope: Scope, path: str, query: str) -> dict[str, Any]:
    """Wagtail's redirect for a path, one of this site before one of all; else NotFoundError."""
    scope.tags.add(tags.REDIRECTS)
    scope.tags.add(tags.PATHS)  # a page there would come first
    rules = list(
        Redirect.objects.filter(
            Q(site=scope.site) | Q(site=None), old_path__in=_spellings(path, query)
        )
        .select_related("redirect_page")
        .order_by("pk")
    )
    rules.sort(key=lambda rule: (rule.site_id is None, "?" not in rule.old_path))
    for rule in rules:
        location = _location(scope, rule)
        if location and split_local(location) != path:
            return _redirect(301 if rule.is_permanent else 302, location)
    raise NotFoundError("Neither a page nor a redirect has this path.")


def _spellings(path: str, query: str) -> set[str]:
    """The ways in which Wagtail may have stored a path."""
    plain = [path, quote(path)]
    asked = [*plain, *(f"{each}?{query}" for each in plain)] if query else plain
    return {Redirect.normalise_path(each) for each in asked}


def _location(scope: Scope, rule: Redirect) -> str | None:
    if rule.redirect_page_id:
        page = rule.redirect_page
        if not scope.shows(page):
            scope.tags.no_link(page.pk)
            return None
        scope.tags.link(page, scope.language_of(page))
        tree = scope.tree_of(page.path)
        if tree is None:
            return None
        here = "" if tree.site.pk == scope.site.pk else tree.site.root_url
        return here + tree.html_path(page) + (rule.redirect_page_route_path or "").lstrip("/")
    link = (rule.redirect_link or "").strip()
    is_path = link.startswith("/") and not link.startswith("//")
    return link if is_path or link.startswith(("http://", "https://")) else None


def split_local(location: str) -> str:
    """A location's own path as `split_path` gives it; itself if it is elsewhere."""
    return split_path(location)[0] if location.startswith("/") else location


def _redirect(status: int, location: str) -> dict[str, Any]:
    return {"kind": "redirect", "status": status, "location": location}
