"""`/llms.txt`: what the site is about, for language models, by the llmstxt.org convention.

Its links lead to pages as Markdown. Made of the API's own answers: the menu, the site, the news.
"""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from pydantic import ValidationError

from cms.blocks.references import LatestNewsBlock
from cms.core.trees import Tree
from cms.delivery import shapes
from cms.delivery.answers import Answer, finished, open_scope
from cms.delivery.endpoints.navigation import menu
from cms.delivery.endpoints.site import site_in
from cms.delivery.errors import NotFoundError, ParameterError, answer_to
from cms.delivery.lookup import summaries, with_cards
from cms.delivery.parameters import LocaleParameters
from cms.delivery.presentation import Presentation
from cms.delivery.scope import Scope
from cms.schemas.rich_text import commonmark

MAX_NEWS = 20
MAX_PAGES = 30  # of one section of the menu
MAX_DESCRIPTION = 200
_BLOCK_END = re.compile(r"</(?:p|li|h\d|blockquote|figure)>|<br>")


@require_safe
def llms_txt(request: HttpRequest) -> HttpResponse:
    """The site in `locale`, else in its first language."""
    try:
        scope = open_scope(request, _parameters(request))
        tree = scope.tree(request.GET.get("locale"))
        if tree not in scope.public_trees():
            raise NotFoundError("This language has no public home page.")
    except (NotFoundError, ParameterError) as error:
        return answer_to(error)
    response = Answer(_written(scope, tree), content_type="text/plain; charset=utf-8")
    return finished(scope, response, language=tree.language)


def _parameters(request: HttpRequest) -> LocaleParameters:
    """From the query; ParameterError for what is no name."""
    given = {name: value for name, value in request.GET.items() if name in ("locale", "site")}
    try:
        return LocaleParameters(**given)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise ParameterError(str(wrong["loc"][0]), wrong["msg"]) from error


def _written(scope: Scope, tree: Tree) -> str:
    site = site_in(scope, tree)
    pages = [*_home(scope, tree)[:1], *_news(scope, tree)]
    home, *news = summaries(scope, pages, Presentation(fields=_CARD))
    with translation.override(tree.language):
        parts = [
            commonmark.heading(1, commonmark.escaped(site["name"])),
            commonmark.quoted(commonmark.one_line(site.get("tagline") or home["title"])),
            commonmark.one_line(_about(home)),
            *_menu(scope, tree),
            _section(_("Latest news"), [_page(scope, page) for page in news]),
            _section(_("Languages"), [_language(scope, each) for each in site["locales"]]),
        ]
    return "\n\n".join(filter(None, parts)) + "\n"


_CARD = frozenset({"title", "introduction"})


def _home(scope: Scope, tree: Tree) -> Any:
    model = apps.get_model("wagtailcore.Page")
    return scope.pages(model.objects.filter(pk=tree.root_id), [tree])


def _news(scope: Scope, tree: Tree) -> Any:
    model = apps.get_model(LatestNewsBlock.lists)
    pages = scope.pages(with_cards(model.objects.all(), [model]), [tree])
    scope.tags.listing(model, tree.language)
    return pages.order_by(f"-{LatestNewsBlock.newest_first_by}", "-pk")[:MAX_NEWS]


def _menu(scope: Scope, tree: Tree) -> list[str]:
    """A part for each section of the menu: its page, and those below it."""
    parts = []
    for section in menu(scope, [tree]):
        items = [_entry(scope, each) for each in _flat(section)[:MAX_PAGES]]
        parts.append(_section(section["page"]["title"], items))
    return parts


def _flat(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [item, *(below for child in item["children"] for below in _flat(child))]


def _entry(scope: Scope, item: dict[str, Any]) -> str:
    return _link(scope, item["page"]["id"], item["page"]["title"], _about(item))


def _page(scope: Scope, page: dict[str, Any]) -> str:
    return _link(scope, page["id"], page["title"], _about(page))


def _about(thing: dict[str, Any]) -> str:
    """What its introduction begins with, as plain text of one line."""
    introduction = thing.get("introduction") or ""
    if isinstance(introduction, dict):
        introduction = unescape(strip_tags(_BLOCK_END.sub(" ", introduction["content"])))
    return Truncator(" ".join(introduction.split())).chars(MAX_DESCRIPTION)


def _link(scope: Scope, page_id: int, title: str, about: str) -> str:
    query = {**_site(scope), "format": "markdown"}
    address = shapes.absolute(reverse("delivery:page", args=[page_id]))
    shown = commonmark.link(commonmark.escaped(title), f"{address}?{urlencode(query)}")
    return f"{shown}: {commonmark.escaped(about)}" if about else shown


def _language(scope: Scope, locale: dict[str, Any]) -> str:
    query = urlencode({**_site(scope), "locale": locale["code"]})
    return commonmark.link(
        commonmark.escaped(locale["name"]), shapes.absolute(f"{reverse('llms')}?{query}")
    )


def _site(scope: Scope) -> dict[str, str]:
    """The parameter that this backend's own address needs to find another than its first site."""
    if scope.site.is_default_site:
        return {}
    return {"site": f"{scope.site.hostname}:{scope.site.port}"}


def _section(heading: str, items: list[str]) -> str:
    if not items:
        return ""
    written = "\n".join(commonmark.list_item("-", item) for item in items)
    return f"{commonmark.heading(2, commonmark.escaped(heading))}\n\n{written}"
