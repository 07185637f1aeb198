"""Rich text as stored by Wagtail -> safe HTML for frontends, and what it refers to."""

from html import escape
from html.parser import HTMLParser
from typing import Any

from cms.schemas import shapes
from cms.schemas.nodes import Collector, Node, Source

# What is not listed here loses its tag and keeps its text.
_BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"}
_INLINE = {"b", "strong", "i", "em", "u", "s", "del", "sup", "sub", "code", "small", "mark"}
_VOID = {"br", "hr"}
_TAGS = _BLOCKS | _INLINE
_SILENT = {"script", "style", "template", "iframe", "object", "noscript"}
_PROTOCOLS = ("http://", "https://", "mailto:", "tel:", "/", "#")


def is_safe_address(url: str) -> bool:
    """Whether a link may lead there: known protocols, and paths of this site."""
    return url.strip().lower().startswith(_PROTOCOLS) and not url.strip().startswith("//")


class _Collecting(HTMLParser):
    def __init__(self, into: Collector) -> None:
        super().__init__(convert_charrefs=True)
        self.into = into

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and found.get("linktype") == "page":
            self.into.page(found.get("id"))
        elif tag == "a" and found.get("linktype") == "document":
            self.into.document(found.get("id"))
        elif tag == "embed" and found.get("embedtype") == "image":
            self.into.image(found.get("id"))

    handle_startendtag = handle_starttag


class _Writing(HTMLParser):
    def __init__(self, source: Source) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.out: list[str] = []
        self.open: list[str] = []  # tags to close; "" for a tag that was left out
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self.silent += 1
        elif self.silent:
            return
        elif tag == "embed":
            self.out.append(self.embed(found))
        elif tag in _VOID:
            self.out.append(f"<{tag}>")
        elif tag == "a":
            opening = self.link(found)
            self.out.append(opening)
            self.open.append("a" if opening else "")
        elif tag in _TAGS:
            self.out.append(f"<{tag}>")
            self.open.append(tag)
        else:
            self.open.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag != "embed":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif not self.silent and tag not in _VOID and tag != "embed" and self.open:
            closing = self.open.pop()
            if closing:
                self.out.append(f"</{closing}>")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(escape(data, quote=False))

    def link(self, attrs: dict[str, str]) -> str:
        """The opening tag, or nothing: a link that leads nowhere public keeps its text alone."""
        if attrs.get("linktype") == "page":
            page = self.source.page(attrs.get("id"))
            if page is None:
                return ""
            return (
                f'<a href="{escape(self.source.address(page))}" data-page-id="{page["id"]}"'
                f' data-page-type="{escape(page["type"])}">'
            )
        if attrs.get("linktype") == "document":
            document = self.source.document(attrs.get("id"))
            if document is None:
                return ""
            return f'<a href="{escape(document["url"])}" data-document-id="{document["id"]}">'
        href = attrs.get("href", "")
        return f'<a href="{escape(href)}">' if is_safe_address(href) else ""

    def embed(self, attrs: dict[str, str]) -> str:
        if attrs.get("embedtype") != "image":
            return ""
        image = self.source.image(attrs.get("id"), alt=attrs.get("alt") or None)
        if image is None:
            return ""
        return (
            f'<img src="{escape(image["src"])}" alt="{escape(image["alt"])}"'
            f' width="{image["width"]}" height="{image["height"]}">'
        )


def collect(stored: str, into: Collector) -> None:
    """Note the pages, documents and images that stored rich text refers to."""
    if "<a" in stored or "<embed" in stored:
        _Collecting(into).feed(stored)


def to_html(stored: str, source: Source) -> str:
    """Safe HTML: no script, no event handlers, known protocols only, links resolved."""
    writing = _Writing(source)
    writing.feed(stored)
    writing.close()
    closing = [f"</{tag}>" for tag in reversed(writing.open) if tag]
    return "".join(writing.out + closing)


class RichTextNode(Node):
    """A rich text field or block."""

    annotation = shapes.RichText

    def collect(self, raw: Any, into: Collector) -> None:
        collect(stored_html(raw), into)

    def build(self, raw: Any, source: Source) -> dict[str, str]:
        return {"format": "html", "content": to_html(stored_html(raw), source)}


def stored_html(raw: Any) -> str:
    return str(getattr(raw, "source", raw) or "")
