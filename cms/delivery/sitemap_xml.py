"""`/sitemap.xml`: all addresses, for crawlers. The frontend passes it on under its own host."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.delivery.answers import Answer, finished
from cms.delivery.scope import Scope, scope_or_404
from cms.delivery.sitemap import COLUMNS, entries
from cms.events import tags

ADDRESSES_IN_A_FILE = 50_000  # the protocol's own limit
_BATCH = 2_000
_SITEMAP = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_XHTML = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}


@require_safe
def sitemap(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """All addresses of a site; above 50,000 an index of `/sitemap-1.xml` and so on."""
    scope = scope_or_404(request)
    pages = scope.pages(Page.objects.only(*COLUMNS)).order_by("path")
    files = -(-pages.count() // ADDRESSES_IN_A_FILE) or 1
    if number is None and files > 1:
        return _xml(scope, _index(scope, files))
    if number is not None and not 1 <= number <= files:
        raise Http404
    start = ((number or 1) - 1) * ADDRESSES_IN_A_FILE
    return _xml(scope, _addresses(scope, pages[start : start + ADDRESSES_IN_A_FILE]))


def _index(scope: Scope, files: int) -> str:
    out, xml = _open("sitemapindex", _SITEMAP)
    for number in range(1, files + 1):
        xml.startElement("sitemap", {})
        xml.addQuickElement("loc", f"{scope.site.root_url}/sitemap-{number}.xml")
        xml.endElement("sitemap")
    xml.endElement("sitemapindex")
    return out.getvalue()


def _addresses(scope: Scope, pages: Any) -> str:
    out, xml = _open("urlset", _SITEMAP | _XHTML)
    for entry in _in_batches(scope, pages):
        xml.startElement("url", {})
        xml.addQuickElement("loc", entry["html_url"])
        if entry["lastmod"]:
            xml.addQuickElement("lastmod", entry["lastmod"])
        for each in entry["alternates"] if len(entry["alternates"]) > 1 else []:
            link = {"rel": "alternate", "hreflang": each["locale"], "href": each["html_url"]}
            xml.addQuickElement("xhtml:link", "", link)
        xml.endElement("url")
    xml.endElement("urlset")
    return out.getvalue()


def _in_batches(scope: Scope, pages: Any) -> Iterator[dict[str, Any]]:
    batch: list[Page] = []
    for page in pages.iterator(chunk_size=_BATCH):
        batch.append(page)
        if len(batch) == _BATCH:
            yield from entries(scope, batch)
            batch = []
    yield from entries(scope, batch)


def _open(root: str, attributes: dict[str, str]) -> tuple[StringIO, SimplerXMLGenerator]:
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, attributes)
    return out, xml


def _xml(scope: Scope, text: str) -> HttpResponse:
    scope.tags.add(tags.pages())
    return finished(scope, Answer(text, content_type="application/xml; charset=utf-8"))
