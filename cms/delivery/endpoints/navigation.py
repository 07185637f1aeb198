"""`navigation/`: the site's menu in one language."""

from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.models import Page

from cms.core.trees import Tree
from cms.delivery import schema, shapes
from cms.delivery.answers import answer, open_scope
from cms.delivery.content import Content
from cms.delivery.errors import NotFoundError, Problem
from cms.delivery.lookup import specific_pages
from cms.delivery.parameters import LocaleParameters, Query, RichTextParameters
from cms.delivery.scope import Scope
from cms.schemas.models import FieldSet, once, page_detail

router = Router(tags=["site"])


class NavigationParameters(LocaleParameters, RichTextParameters):
    """In which language."""


@router.get(
    "navigation/",
    response={200: schema.Navigation, 404: Problem, 422: Problem},
    summary="The menu",
    operation_id="navigation",
    url_name="navigation",
)
def get_navigation(request: HttpRequest, parameters: Query[NavigationParameters]) -> HttpResponse:
    """The public sections below the home page that menus show, with all below them."""
    scope = open_scope(request, parameters)
    tree = scope.tree(parameters.locale)
    if not any(each.language == tree.language for each in scope.public_trees()):
        raise NotFoundError("This language has no public home page.")
    return answer(navigation(scope, tree))


def navigation(scope: Scope, tree: Tree) -> dict[str, Any]:
    """The menu of one language."""
    shown = Page.objects.filter(show_in_menus=True, path__startswith=tree.root_path)
    pages = specific_pages(list(scope.pages(shown, tree.language).order_by("path")))
    content = Content(scope)
    for page in pages:
        content.add(_menu_fields(type(page)), [page])
    content.load()
    return {"locale": tree.language, "items": _menu(content, pages, tree.root_path)}


def _menu(content: Content, pages: list[Page], above: str) -> list[dict[str, Any]]:
    """The items right below a tree path, with their children."""
    return [
        {
            "page": shapes.page_link(content.scope, page),
            **_introduction_and_groups(content, page),
            "children": _menu(content, pages, page.path),
        }
        for page in pages
        if page.path[: -Page.steplen] == above
    ]


@once
def _menu_fields(model: type[Page]) -> FieldSet:
    """What a menu shows of a page, where its type has it."""
    fields = page_detail(model).fields
    names = ("introduction", "link_groups")
    return FieldSet({name: fields[name] for name in names if name in fields})


def _introduction_and_groups(content: Content, page: Page) -> dict[str, Any]:
    built = _menu_fields(type(page)).build(page, content.source(page))
    introduction = built.get("introduction") or None
    if isinstance(introduction, str):
        introduction = {"format": "html", "content": f"<p>{escape(introduction)}</p>"}
    groups = [
        {"title": group["value"]["heading"], "links": group["value"]["links"]}
        for group in built.get("link_groups", [])
    ]
    return {"introduction": introduction, "groups": groups}
