"""`navigation/`: the site's menu in one language."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.models import Page

from cms.core.trees import Tree
from cms.delivery import schema, shapes
from cms.delivery.answers import answer, open_scope
from cms.delivery.content import Content
from cms.delivery.errors import NotFoundError, Problem
from cms.delivery.lookup import specific_pages
from cms.delivery.parameters import FallbackParameters, Query, RichTextParameters
from cms.delivery.scope import Scope
from cms.events import tags
from cms.schemas.models import FieldSet, once, page_detail
from cms.schemas.nodes import RichTextFormat
from cms.schemas.rich_text import paragraph

router = Router(tags=["site"])


class NavigationParameters(FallbackParameters, RichTextParameters):
    """In which languages, and how."""


@router.get(
    "navigation/",
    response={200: schema.Navigation, 404: Problem, 422: Problem},
    summary="The menu",
    operation_id="get_navigation",
    url_name="navigation",
)
def get_navigation(request: HttpRequest, parameters: Query[NavigationParameters]) -> HttpResponse:
    """The public sections below the home page that menus show, with all below them."""
    scope = open_scope(request, parameters)
    first = scope.tree(parameters.locale)
    trees = scope.trees_in(first.language, parameters.fallback)
    public = [tree for tree in trees if tree in scope.public_trees()]
    if not public:
        raise NotFoundError("This language has no public home page.")
    items = menu(scope, public, parameters.rich_text_format)
    body = {"locale": first.language, "items": items}
    return answer(scope, body, language="" if parameters.fallback else first.language)


def menu(
    scope: Scope, trees: list[Tree], rich_text_format: RichTextFormat = "html"
) -> list[dict[str, Any]]:
    """The menu of a language; what it does not have comes from those that stand in for it."""
    candidates = {
        tree: list(
            scope.pages(Page.objects.filter(show_in_menus=True), [tree])
            .exclude(pk=tree.root_id)
            .order_by("path")
        )
        for tree in trees
    }
    placed = _placed(candidates, _first_versions(scope, trees))
    for tree, pages_of_tree in candidates.items():
        scope.tags.add(tags.navigation(tree.language))
        for page in pages_of_tree:
            scope.tags.page(page, tree.language)
    pages = specific_pages([page for siblings in placed.values() for page in siblings])
    content = Content(scope, rich_text_format)
    for page in pages:
        content.add(_menu_fields(type(page)), [page])
    content.load()
    specific = {page.pk: page for page in pages}
    return _items(content, placed, specific, None)


def _first_versions(scope: Scope, trees: list[Tree]) -> set[int] | None:
    """Ids of the pages that no earlier language has; None: all, in one language."""
    if len(trees) == 1:
        return None
    shown = Page.objects.filter(show_in_menus=True)
    return set(scope.first_versions(shown, trees).values_list("pk", flat=True))


Placed = dict[UUID | None, list[Page]]


def _placed(candidates: dict[Tree, list[Page]], first: set[int] | None) -> Placed:
    """Sibling pages in order, by the translation key of their parent (None: the home page).

    A page of a language that stands in comes after the one that it follows in its own tree.
    """
    placed: Placed = {}
    for tree, pages in candidates.items():
        keys: dict[str, UUID | None] = {tree.root_path: None}
        latest: Placed = {}
        for page in pages:
            keys[page.path] = page.translation_key
            above = page.path[: -Page.steplen]
            if above not in keys:  # below a page that menus do not show
                continue
            siblings = placed.setdefault(keys[above], [])
            same = [each for each in siblings if each.translation_key == page.translation_key]
            if same:
                latest[keys[above]] = same
            elif first is None or page.pk in first:
                before = latest.get(keys[above])
                siblings.insert(siblings.index(before[0]) + 1 if before else 0, page)
                latest[keys[above]] = [page]
    return placed


def _items(
    content: Content, placed: Placed, specific: dict[int, Page], above: UUID | None
) -> list[dict[str, Any]]:
    """The items below a page, with their children."""
    return [
        {
            "page": shapes.page_link(content.scope, page),
            **_introduction_and_groups(content, specific[page.pk]),
            "children": _items(content, placed, specific, page.translation_key),
        }
        for page in placed.get(above, [])
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
        introduction = paragraph(introduction, content.rich_text_format)
    groups = [
        {"title": group["value"]["heading"], "links": group["value"]["links"]}
        for group in built.get("link_groups", [])
    ]
    return {"introduction": introduction, "groups": groups}
