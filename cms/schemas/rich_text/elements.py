"""Stored HTML -> a tree of elements, each one closed, however it was written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

MAX_DEPTH = 60  # what is nested deeper keeps its text alone

VOID = {"br", "hr", "embed", "img", "input", "link", "meta", "source", "area", "base", "wbr"}
LISTS = {"ul", "ol"}
CONTAINERS = {
    *LISTS,
    *("li", "blockquote", "div", "section", "article", "aside", "header", "footer", "main", "nav"),
    *("figure", "figcaption", "details", "summary", "form", "fieldset", "address", "center"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "dl", "dt", "dd"),
}
TEXTS = {"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = CONTAINERS | TEXTS
SILENT = {
    *("script", "style", "template", "iframe", "object", "noscript", "noembed", "noframes"),
    *("xmp", "plaintext", "textarea", "title", "select", "audio", "video", "canvas", "applet"),
}
_MARKED_SECTION = re.compile(r"<!\[[^>]*>?")  # browsers show none; the parser trips over some


@dataclass
class Element:
    """A tag with what is inside it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)


def read(stored: str) -> Element:
    """The root of the tree; what a browser would not show is not in it."""
    reader = _Reader()
    reader.feed(_MARKED_SECTION.sub("", stored))
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """Closes what is left open, and passes over what closes nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, _first_of_each(attrs))
        if tag in VOID:
            self.append(element)
        elif tag in BLOCKS:
            self.start_block(element)
        else:
            if tag == "a":
                self.end_inline("a")
            self.start(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open[-1].tag == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":  # browsers take it for one
            self.append(Element("br"))
        elif tag == "li":
            self.end("li", within=LISTS)
        elif tag in CONTAINERS:
            self.end(tag, within=set())
        elif tag in BLOCKS:
            self.end(tag, within=CONTAINERS)
        else:
            self.end_inline(tag)

    def handle_data(self, data: str) -> None:
        self.append(data)

    def append(self, child: "Element | str") -> None:
        self.open[-1].children.append(child)

    def start(self, element: Element) -> None:
        if len(self.open) <= MAX_DEPTH:
            self.append(element)
            self.open.append(element)

    def start_block(self, element: Element) -> None:
        """A block ends the paragraph before it, an item the item before it; bold goes on in it."""
        if element.tag == "li":
            self.end("li", within=LISTS)
        for text in TEXTS:
            self.end(text, within=CONTAINERS)
        goes_on = []
        while self.open[-1].tag and self.open[-1].tag not in BLOCKS:
            goes_on.append(self.open.pop())
        self.start(element)
        self.start_again(reversed(goes_on))

    def start_again(self, elements: Iterable[Element]) -> None:
        for element in elements:
            self.start(Element(element.tag, element.attributes))

    def end(self, tag: str, within: set[str]) -> None:
        """Close the innermost such element, and all inside it, if no `within` stands between."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return
            if self.open[depth].tag in within:
                return

    def end_inline(self, tag: str) -> None:
        """The same inside of a block; what was opened inside goes on: `<b>a<i>b</b>c</i>`."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                inside = self.open[depth + 1 :]
                del self.open[depth:]
                self.start_again(inside)
                return
            if self.open[depth].tag in BLOCKS:
                return


def _first_of_each(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    """As browsers do: the first one counts where an attribute is repeated."""
    return {name: value or "" for name, value in reversed(attrs)}
