"""What stands around the content of a reading view: menu, languages, footer, pages below."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from wagtail.models import Page

from cms.core.languages import direction
from cms.core.trees import Tree
from cms.delivery.endpoints.navigation import menu
from cms.delivery.endpoints.site import site_in
from cms.delivery.lookup import summaries
from cms.delivery.scope import Scope

_CARDS_ON_A_PAGE = 24


def frame(scope: Scope, language: str) -> dict[str, Any]:
    """The template's context for every reading view in that language."""
    tree = _tree(scope, language)
    return {
        "language": language,
        "direction": direction(language),
        "site": site_in(scope, tree),
        "menu": menu(scope, [tree]),
        "home_path": f"/{tree.language}/",
    }


def _tree(scope: Scope, language: str) -> Tree:
    """The site's tree of a language; the default one for a language it does not have (yet)."""
    return next((tree for tree in scope.trees if tree.language == language), scope.default_tree)


def cards(scope: Scope, page: Page, number: str | None) -> dict[str, Any]:
    """The public pages below one as summaries, a screenful of them; `number` says which."""
    shown = Paginator(_below(scope, page), _CARDS_ON_A_PAGE).get_page(number)
    return {"cards": summaries(scope, list(shown)), "part": shown}


def _below(scope: Scope, page: Page) -> QuerySet[Any]:
    """In the order of the tree; dated ones, where a page holds nothing else, newest first."""
    if not page.pk:
        return Page.objects.none()
    models = page.specific_class.allowed_subpage_models()
    names = {field.name for field in models[0]._meta.fields} if len(models) == 1 else set()
    if "date" in names:
        return scope.pages(models[0].objects.child_of(page).order_by("-date", "-pk"))
    return scope.pages(Page.objects.child_of(page).order_by("path"))
