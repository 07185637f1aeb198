"""`search/` and `search/suggest/`."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from ninja import Router
from wagtail.models import Page

from cms.delivery import shapes
from cms.delivery.answers import answer, open_scope
from cms.delivery.errors import ParameterError, Problem
from cms.delivery.lookup import cards, summaries
from cms.delivery.parameters import FallbackParameters, Query
from cms.delivery.scope import Scope
from cms.events import tags
from search.finding import Criteria, Found, facets, find, suggest
from search.highlights import READ, Highlighter
from search.models import Document
from search.schema import (
    SearchParameters,
    SearchResults,
    Suggestions,
    SuggestParameters,
    decode,
    encode,
)

router = Router(tags=["search"])


@router.get(
    "",
    response={200: SearchResults, 404: Problem, 422: Problem},
    summary="Search",
    operation_id="search",
    url_name="search",
)
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Public pages by the words in them, with highlights, and with facets to narrow it."""
    scope = open_scope(request, parameters)
    criteria = replace(
        _place(scope, parameters),
        types=parameters.type,
        tags=parameters.tag,
        first_day=parameters.first_day(),
        last_day=parameters.last_day(),
    )
    found = find(scope, parameters.q, criteria, parameters.order)
    chosen, following = _part(found, parameters)
    return answer(
        scope,
        {
            "count": len(found.matches),
            "count_is_exact": found.is_all,
            "items": _items(scope, found, [match.page_id for match in chosen]),
            "facets": facets(scope, found.matches),
            "next": following,
        },
        keep=False,  # words of other things are taken in a little later than they are public
    )


def _place(scope: Scope, parameters: FallbackParameters) -> Criteria:
    """Where to look: in a language and those that stand in for it, or in all."""
    trees = scope.trees_in(parameters.locale, parameters.fallback)
    for locale in [tree.language for tree in trees] if parameters.locale else [None]:
        scope.tags.add(tags.pages(locale))
    return Criteria(trees, one_version=parameters.locale is not None)


def _part(found: Found, parameters: SearchParameters) -> tuple[list[Any], str | None]:
    """The asked for matches, and the cursor of those after them."""
    matches = found.matches
    if parameters.cursor is not None:
        if parameters.offset:
            raise ParameterError("offset", "cannot stand beside a cursor")
        score, key = decode(parameters.cursor)
        if parameters.order == "relevance":
            matches = [each for each in matches if (each.score, each.key) < (score, key)]
        else:
            matches = [each for each in matches if each.key < key]
    end = parameters.offset + parameters.limit
    chosen = matches[parameters.offset : end]
    return chosen, encode(chosen[-1]) if end < len(matches) else None


def _items(scope: Scope, found: Found, ids: list[int]) -> list[dict[str, Any]]:
    if not ids:
        return []
    pages = _with_cards(found, ids)
    documents = Document.objects.filter(page__in=ids).defer("text", "tags")
    by_page = {each.page_id: each for each in documents.annotate(read=Substr("text", 1, READ))}
    highlighter = Highlighter(found.question)
    items = []
    shown = [pages[pk] for pk in ids if pk in pages and pk in by_page]
    for page, summary in zip(shown, summaries(scope, shown), strict=True):
        language = scope.language_of(page)
        highlight = {
            "title": highlighter.title(page.title, language),
            "body": highlighter.body(by_page[page.pk].read, language),
        }
        items.append({"page": summary, "highlight": highlight})
    return items


def _with_cards(found: Found, ids: list[int]) -> dict[int, Page]:
    shown = set(ids)
    by_type: dict[int, list[int]] = defaultdict(list)
    for match in found.matches:
        if match.page_id in shown:
            by_type[match.content_type_id].append(match.page_id)
    pages: dict[int, Page] = {}
    for content_type, chosen in by_type.items():
        if model := ContentType.objects.get_for_id(content_type).model_class():
            pages.update((page.pk, page) for page in cards(model, chosen))
    return pages


@router.get(
    "suggest/",
    response={200: Suggestions, 404: Problem, 422: Problem},
    summary="Complete titles",
    operation_id="suggest",
    url_name="search_suggest",
)
def complete(request: HttpRequest, parameters: Query[SuggestParameters]) -> HttpResponse:
    """Public pages whose titles hold what has been typed so far."""
    scope = open_scope(request, parameters)
    criteria = _place(scope, parameters)
    ids = suggest(scope, parameters.q, criteria, parameters.limit)
    pages = Page.objects.in_bulk(ids)
    links = [shapes.page_link(scope, pages[pk]) for pk in ids if pk in pages]
    return answer(scope, {"items": [{"page": link} for link in links if link]}, keep=False)
