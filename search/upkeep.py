"""Keeps documents true to what the public may read.

A page's document depends on the page, on the names of its tags, and on whether what it links to
is public (which decides whether a link's label is delivered).
"""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from search import documents
from search.models import Document, target_name
from search.tasks import write_documents

_AT_ONCE = 50  # more than so many pages wait for the worker


def refresh(ids: Iterable[int]) -> None:
    """After a change of these pages: their documents, and those of pages that link to them."""
    ids = list(ids)
    before = _having_documents(ids)
    documents.write(ids)
    appeared_or_gone = before ^ _having_documents(ids)
    if appeared_or_gone:
        changed = Page.objects.filter(pk__in=appeared_or_gone)
        rewrite(mentioning(changed) - set(ids))


def rewrite(ids: Iterable[int]) -> None:
    """Write documents anew; those of many pages a little later, in the background."""
    parts = list(documents.in_parts(ids))
    if sum(map(len, parts)) <= _AT_ONCE:
        for part in parts:
            documents.write(part)
    else:
        for part in parts:
            write_documents.enqueue(part)


def rebuild() -> int:
    """All documents of all pages. Returns how many pages have been looked at."""
    ids = Page.objects.order_by("pk").values_list("pk", flat=True)
    for part in documents.in_parts(ids):
        documents.write(part)
    return len(ids)


def mentioning(things: Iterable[Any]) -> set[int]:
    """Ids of the pages whose documents depend on any of these things."""
    targets = {target_name(thing) for thing in things}
    found = Document.objects.filter(mentions__target__in=targets)
    return set(found.values_list("page_id", flat=True))


def _having_documents(ids: list[int]) -> set[int]:
    return set(Document.objects.filter(page__in=ids).values_list("page_id", flat=True))
