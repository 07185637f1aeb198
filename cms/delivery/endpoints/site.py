"""`site/` and `locales/`: what the organisation says of itself, and in which languages."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field, create_model

from cms.core.languages import direction, fallbacks, native_name
from cms.core.trees import Tree
from cms.delivery import schema
from cms.delivery.answers import answer, open_scope
from cms.delivery.content import Content
from cms.delivery.errors import Problem
from cms.delivery.parameters import LocaleParameters, Parameters, Query, RichTextParameters
from cms.delivery.scope import Scope
from cms.schemas.models import snippet
from cms.schemas.nodes import RichTextFormat
from cms.schemas.shapes import Shape

router = Router(tags=["site"])
_settings_node = snippet(apps.get_model("home.SiteSettings"))

SiteShape: Any = create_model(  # type: ignore[call-overload]
    "Site",
    __base__=Shape,
    __doc__="The site, and what the organisation says of itself on every page.",
    name=(str, Field(description="The site's name.")),
    html_url=(str, Field(description="The site's own address.")),
    locale=(str, Field(description="The language of this answer.")),
    default_locale=(str, Field(description="The site's first language.")),
    locales=(list[schema.Locale], Field(description="The site's languages.")),
    **{
        name: (node.annotation, Field(description=node.description))
        for name, node in _settings_node.fields.items()
    },
)


class SiteParameters(LocaleParameters, RichTextParameters):
    """In which language."""


@router.get(
    "site/",
    response={200: SiteShape, 404: Problem, 422: Problem},
    summary="The site",
    operation_id="get_site",
    url_name="site",
)
def get_site(request: HttpRequest, parameters: Query[SiteParameters]) -> HttpResponse:
    """Name, languages, and the settings of one language, else of the site's first one."""
    scope = open_scope(request, parameters)
    tree = scope.tree(parameters.locale)
    site = site_in(scope, tree, parameters.rich_text_format)
    return answer(scope, site, language=tree.language)


def site_in(scope: Scope, tree: Tree, rich_text_format: RichTextFormat = "html") -> dict[str, Any]:
    """The site in one language."""
    settings = _settings(scope, tree)
    content = Content(scope, rich_text_format)
    content.add(_settings_node, [settings])
    content.load()
    return {
        "name": scope.site.site_name or scope.site.hostname,
        "html_url": scope.site.root_url,
        "locale": tree.language,
        "default_locale": scope.default_tree.language,
        "locales": _locales(scope),
        **_settings_node.build(settings, content.source(settings)),
    }


def _settings(scope: Scope, tree: Tree) -> Any:
    """The settings of a language, else of its fallbacks; empty ones where nobody wrote any."""
    model = _settings_node.model
    public = scope.visibility.snippets(model.objects.filter(site=scope.site))
    by_locale = {each.locale_id: each for each in public}
    for language in (tree.language, *fallbacks(tree.language), scope.default_tree.language):
        scope.tags.listing(model, language)
        found = by_locale.get(scope.locale_ids.get(language))
        if found is not None:
            return found
    return model(site=scope.site, locale_id=tree.locale_id)


@router.get(
    "locales/",
    response={200: schema.listing("LocaleList", schema.Locale), 404: Problem, 422: Problem},
    summary="The site's languages",
    operation_id="list_locales",
    url_name="locales",
)
def list_locales(request: HttpRequest, parameters: Query[Parameters]) -> HttpResponse:
    """The languages whose home page is public, the default one first."""
    scope = open_scope(request, parameters)
    locales = _locales(scope)
    return answer(scope, {"count": len(locales), "items": locales})


def _locales(scope: Scope) -> list[dict[str, Any]]:
    trees = scope.public_trees()
    codes = {tree.language for tree in trees}
    return [
        {
            "code": tree.language,
            "name": native_name(tree.language),
            "direction": direction(tree.language),
            "is_default": tree.root_id == scope.site.root_page_id,
            "fallback": [code for code in fallbacks(tree.language) if code in codes],
            "html_path": f"/{tree.language}/",
        }
        for tree in trees
    ]
