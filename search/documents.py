"""Writes the documents of pages; see `search.upkeep` for when."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.core.trees import Forest
from cms.delivery.content import Content
from cms.delivery.scope import Scope
from cms.schemas.models import FieldSet, RelatedNode, delivered_pages, once, page_detail
from cms.schemas.nodes import Collector, References
from search.engines import Words, engine
from search.models import Document, Mention, key_for, target_name
from search.text import OwnWords, joined, pieces
from search.words import fold, terms

_MAX_TEXT = 200_000  # letters of a page that can be found
_MAX_BYTES = 400_000  # of a page's words; PostgreSQL takes about a million
_MAX_FILTER = 200  # letters of a tag that tell it from others
_AT_ONCE = 100


@dataclass(frozen=True)
class Entry:
    """What is kept of one page."""

    document: Document
    words: Words
    targets: set[str]


@transaction.atomic
def write(ids: Collection[int]) -> None:
    """Bring the documents of these pages up to date: made, replaced or taken away."""
    # Whoever changes one of them at the same moment waits, or is waited for.
    locked = Page.objects.filter(pk__in=ids).order_by("pk")
    live = [page.pk for page in locked.select_for_update(of=("self",), no_key=True) if page.live]
    entries = list(_entries(live)) if live else []
    Document.objects.filter(page__in=list(ids)).delete()
    Document.objects.bulk_create([entry.document for entry in entries])
    Mention.objects.bulk_create(
        Mention(document=entry.document, target=target)
        for entry in entries
        for target in sorted(entry.targets)
    )
    engine().write([entry.words for entry in entries])


def in_parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """Page ids in portions for `write`."""
    rest = sorted(set(ids))
    for start in range(0, len(rest), _AT_ONCE):
        yield rest[start : start + _AT_ONCE]


def _entries(ids: list[int]) -> Iterator[Entry]:
    forest = Forest.load()
    if not forest.trees:  # nothing is public before there is a site
        return
    scope = Scope(forest, _any_site(forest))
    content = Content(scope)
    by_model: dict[Any, list[Page]] = {}
    for model, content_type in ContentType.objects.get_for_models(*delivered_pages()).items():
        pages = list(model.objects.filter(pk__in=ids, content_type=content_type))
        if pages:
            by_model[model] = pages
            content.add(_tags(model), pages)
    wanted = {page.pk: _wanted(content, page) for pages in by_model.values() for page in pages}
    content.load()
    for pages in by_model.values():
        for page in pages:
            yield _document(content, page, _targets(content, wanted[page.pk]))


def _wanted(content: Content, page: Any) -> References:
    """What a page's own words depend on; has it loaded."""
    found = References()
    into = Collector(found, content.scope.language_of(page))
    _own_fields(type(page)).collect(page, into)
    found.snippets = {}  # say nothing here, apart from the tags
    _tags(type(page)).collect(page, into)
    for kind in ("pages", "images", "documents"):
        getattr(content.wanted, kind).update(getattr(found, kind))
    return found


def _targets(content: Content, wanted: References) -> set[str]:
    """Names of what was wanted and is there."""
    things = [
        *(content.pages.get(pk) for pk, _language in wanted.pages),
        *(content.images.get(pk) or get_image_model()(pk=pk) for pk in wanted.images),
        *(content.documents.get(pk) or get_document_model()(pk=pk) for pk in wanted.documents),
        *(
            content.snippets.get(model, {}).get(pk)
            for model, chosen in wanted.snippets.items()
            for pk, _language in chosen
        ),
    ]
    return {target_name(thing) for thing in things if thing is not None}


def _any_site(forest: Forest) -> Site:
    """Links may lead to all sites, so it makes no difference."""
    return next((site for site in forest.sites if site.is_default_site), forest.sites[0])


def _document(content: Content, page: Any, targets: set[str]) -> Entry:
    model = type(page)
    language = content.scope.language_of(page)
    own = _own_fields(model)
    tags = _tags(model).build(page, content.source(page)).get("tags", [])
    text = joined(pieces(own, own.build(page, OwnWords(content, page))))
    text = "\n".join(filter(None, [text, *tags]))[:_MAX_TEXT]
    key = key_for(_date(page), page.pk)
    document = Document(
        key=key,
        page_id=page.pk,
        locale_id=page.locale_id,
        content_type_id=page.content_type_id,
        tags="\n".join(tags),
        title=page.title,
        text=text,
    )
    title = list(terms(page.title, language))
    words = Words(
        key=key,
        title=[form for term in title for form in term.forms],
        body=list(_within_limits(form for term in terms(text, language) for form in term.forms)),
        names=[term.as_written for term in title],
        filters=[
            filter_word("locale", language),
            filter_word("type", model._meta.label),
            *(filter_word("tag", name) for name in _tag_names(content, page)),
        ],
    )
    return Entry(document, words, targets)


def _tag_names(content: Content, page: Any) -> set[str]:
    """The names of a page's tags in every language, any of which the parameter takes."""
    node = _tags(type(page)).fields.get("tags")
    if not isinstance(node, RelatedNode):
        return set()
    model: Any = node.target.related_model
    found: set[Any] = set()
    for pk in node.choice.made_in(page):
        tag = content.snippets.get(model, {}).get(pk)
        key = getattr(tag, "translation_key", None)
        found.update(
            {tag},
            (
                content.snippet_versions.get((model, key, locale))
                for locale in content.scope.languages
            ),
        )
    return {
        str(getattr(version, node.attribute))
        for version in found
        if version is not None and content.scope.shows_snippet(version)
    }


def filter_word(kind: str, value: str) -> str:
    return f"{kind}={fold(value)[:_MAX_FILTER]}"


def _within_limits(words: Iterator[str]) -> Iterator[str]:
    size = 0
    for word in words:
        size += len(word.encode()) + 8
        if size > _MAX_BYTES:
            return
        yield word


def _date(page: Any) -> datetime.date:
    """A page's own date, else the day it was first published."""
    own = getattr(page, "date", None)
    if type(own) is datetime.date:
        return own
    published: datetime.datetime = page.first_published_at or timezone.now()
    return published.astimezone(datetime.UTC).date()


@once
def _own_fields(model: type[Page]) -> FieldSet:
    fields = page_detail(model).fields
    return FieldSet(
        {name: node for name, node in fields.items() if not isinstance(node, RelatedNode)}
    )


@once
def _tags(model: type[Page]) -> FieldSet:
    """The field that the API calls `tags`, where a type has it."""
    return page_detail(model).only(["tags"])
