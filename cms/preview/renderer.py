"""The reading view: content as plain HTML, made from the API's own answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from cms.core.trees import Forest
from cms.delivery import shapes
from cms.delivery.content import Content
from cms.delivery.content_source import ContentSource
from cms.delivery.lookup import detail
from cms.delivery.scope import Scope
from cms.preview.frame import cards, frame
from cms.schemas.blocks import compile_block
from cms.schemas.models import snippet as snippet_node
from cms.schemas.nodes import Collector


class ReadingView:
    """Fills the slot in `core.rendering`."""

    def page(self, request: HttpRequest, page: Any, *, in_preview: bool) -> HttpResponse:
        scope = _scope(page)
        answer = detail(scope, page)
        language = answer["meta"]["locale"]
        with translation.override(language):
            context = {
                **frame(scope, language),
                "page": answer,
                "here": {answer["id"], *(above["id"] for above in answer["meta"]["ancestors"])},
                "below": cards(scope, page, request.GET.get("page")),
                "in_preview": in_preview,
            }
            return render(request, "preview/page.html", context)

    def snippet(self, request: HttpRequest, snippet: Any) -> HttpResponse:
        scope = _scope(site=getattr(snippet, "site", None))
        content = Content(scope)
        content.add(snippet_node(type(snippet)), [snippet])
        content.load()
        answer = shapes.snippet(content, snippet)
        language = answer["meta"]["locale"]
        with translation.override(language):
            context = {**frame(scope, language), "snippet": answer, "title": str(snippet)}
            if snippet._meta.label == "home.SiteSettings":
                context["site"] |= answer  # the frame itself shows what is being edited
            return render(request, "preview/snippet.html", context)

    def block(self, block: Any, value: Any) -> SafeString:
        node, raw = compile_block(block), block.get_prep_value(value)
        content = Content(_scope())
        language = content.scope.default_tree.language
        node.collect(raw, Collector(content.wanted, language))
        content.load()
        built = node.build(raw, ContentSource(content, language))
        return render_block({"type": block.name, "value": built})


def render_block(block: dict[str, Any]) -> SafeString:
    """The HTML of a block as the API gives it, by its type's template."""
    names = [f"preview/blocks/{block['type']}.html", "preview/blocks/other.html"]
    html = render_to_string(names, {"block": block, "value": block["value"]})
    return mark_safe(html)  # noqa: S308 - a template has escaped it


def _scope(page: Any = None, site: Site | None = None) -> Scope:
    """The scope of a site, of a page's own one, else of the default one."""
    forest = Forest.load()
    tree = forest.tree_of(page.path) if page is not None and page.path else None
    default = next((site for site in forest.sites if site.is_default_site), None)
    found = site or (tree.site if tree else default)
    if found is None:
        raise Site.DoesNotExist("No site is set up here: run `manage.py setup_site`.")
    return Scope(forest, found)
