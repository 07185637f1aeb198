"""A page's own words: the text that the API delivers of it, without what stands elsewhere.

What other things say of themselves (titles of linked pages, names of contacts, the library's
descriptions of pictures) is left out: it is found where it stands, and changes there. What may
not be delivered (the label of a link to a hidden page, say) is left out as well, since the
words are taken from the same values that the API builds.
"""

from collections.abc import Iterator
from functools import singledispatch
from html.parser import HTMLParser
from typing import Any, get_args

from django.db.models import Model

from cms.delivery.content import Content
from cms.schemas import models, vocabulary
from cms.schemas.blocks import ListNode, StreamNode, StructNode
from cms.schemas.nodes import Listing, Node, Reference, RichTextFormat, Scalar
from cms.schemas.rich_text import RichTextNode
from cms.schemas.tables import TypedTableNode

# Strings of nodes that nobody described here which are no words.
_NO_WORDS = {"id", "type", "kind", "url", "html", "html_path", "html_url", "language", "anchor"}


class OwnWords:
    """A source (see `cms.schemas.nodes`) in which other things are there, and say nothing."""

    rich_text_format: RichTextFormat = "html"

    def __init__(self, content: Content, instance: Any) -> None:
        self.inner = content.source(instance)
        self.language = self.inner.language

    def page(self, pk: Any, language: str | None = None) -> dict[str, Any] | None:
        return _untitled(self.inner.page(pk, language))

    def address(self, page_link: dict[str, Any]) -> str:
        return ""

    def image(
        self, pk: Any, *, alt: str | None = None, credit: str | None = None
    ) -> dict[str, Any] | None:
        image = self.inner.image(pk, alt=alt, credit=credit)
        return image and {
            **image,
            "title": "",
            "alt": alt or "",
            "credit": credit,
            "caption": None,
        }

    def document(self, pk: Any) -> dict[str, Any] | None:
        return _untitled(self.inner.document(pk))

    def snippet(self, model: type[Model], pk: Any) -> dict[str, Any] | None:
        return None

    def embed(self, url: str) -> dict[str, Any] | None:
        return None

    def listing(self, listing: Listing) -> list[dict[str, Any]]:
        return []

    def anchor(self, text: str) -> str:
        return ""


def _untitled(link: dict[str, Any] | None) -> dict[str, Any] | None:
    return link and {**link, "title": ""}


@singledispatch
def pieces(node: Node, built: Any) -> Iterator[str]:
    """The texts in a value that a node has built, in order; here: every string in it."""
    yield from _strings(built)


def _strings(built: Any) -> Iterator[str]:
    if isinstance(built, str):
        yield built
    elif isinstance(built, list):
        for item in built:
            yield from _strings(item)
    elif isinstance(built, dict):
        for name, value in built.items():
            if name not in _NO_WORDS:
                yield from _strings(value)


@pieces.register
def _(node: Scalar, built: Any) -> Iterator[str]:
    """Texts alone: no numbers, no dates, no choices."""
    if isinstance(built, str) and (node.annotation is str or str in get_args(node.annotation)):
        yield built


@pieces.register
def _(node: models.FieldSet, built: Any) -> Iterator[str]:
    for name, child in node.fields.items():
        yield from pieces(child, built[name])


@pieces.register
def _(node: models.FieldNode, built: Any) -> Iterator[str]:
    yield from pieces(node.node, built)


@pieces.register
def _(node: models.ImageFieldNode, built: Any) -> Iterator[str]:
    yield from _of_image(built)


@pieces.register(models.RelatedNode)
@pieces.register(Reference)
def _nothing(node: Node, built: Any) -> Iterator[str]:
    return iter(())


@pieces.register
def _(node: StructNode, built: Any) -> Iterator[str]:
    for name, child in node.children.items():
        yield from pieces(child, built[name])


@pieces.register
def _(node: ListNode, built: Any) -> Iterator[str]:
    for item in built:
        yield from pieces(node.item, item)


@pieces.register
def _(node: StreamNode, built: Any) -> Iterator[str]:
    for block in built:
        yield from pieces(node.children[block["type"]], block["value"])


@pieces.register
def _(node: TypedTableNode, built: Any) -> Iterator[str]:
    yield built["caption"]
    for column in built["columns"]:
        yield column["heading"]
    kinds = [node.columns[column["type"]] for column in built["columns"]]
    for row in built["rows"]:
        for kind, value in zip(kinds, row["values"], strict=False):
            yield from pieces(kind, value)


@pieces.register
def _(node: RichTextNode, built: Any) -> Iterator[str]:
    reading = _Reading()
    reading.feed(built["content"])
    reading.close()
    yield "".join(reading.text)


@pieces.register
def _(node: vocabulary.LinkNode, built: Any) -> Iterator[str]:
    if built:
        yield built["title"]


@pieces.register
def _(node: vocabulary.HeadingNode, built: Any) -> Iterator[str]:
    yield built["text"]


@pieces.register
def _(node: vocabulary.CaptionedImageNode, built: Any) -> Iterator[str]:
    yield built["caption"]
    yield built["alt"]
    yield built["credit"]


@pieces.register
def _(node: vocabulary.EmbedNode, built: Any) -> Iterator[str]:
    yield built["title"]
    yield built["caption"]


@pieces.register
def _(node: vocabulary.LatestNewsNode, built: Any) -> Iterator[str]:
    yield built["heading"]


def _of_image(image: Any) -> Iterator[str]:
    if image:
        yield image["alt"]
        yield image["credit"] or ""


class _Reading(HTMLParser):
    """HTML as text; what is no inline formatting ends a word."""

    _INSIDE_WORDS = frozenset(
        ("a", "b", "strong", "i", "em", "u", "s", "del", "sup", "sub", "code")
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.text.append(f" {dict(attrs).get('alt') or ''} ")
        elif tag not in self._INSIDE_WORDS:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._INSIDE_WORDS:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def joined(texts: Iterator[str]) -> str:
    """One line for each, blank ones left out."""
    return "\n".join(line for text in texts if (line := " ".join(text.split())))
