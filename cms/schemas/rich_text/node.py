"""Rich text as a node of the walker."""

from html import escape
from typing import Any

from cms.schemas import shapes
from cms.schemas.nodes import Collector, Node, RichTextFormat, Source
from cms.schemas.rich_text import as_html, as_markdown, as_portable_text
from cms.schemas.rich_text.resolving import collect, resolved
from cms.schemas.rich_text.tree import Block, parse

_WRITERS = {
    "html": as_html.write,
    "markdown": as_markdown.write,
    "portable_text": as_portable_text.write,
}


class RichTextNode(Node):
    """A rich text field or block."""

    facts = "Formatted text, in the format asked for"
    annotation = shapes.RichText

    def collect(self, raw: Any, into: Collector) -> None:
        collect(parse(stored_html(raw)), into)

    def build(self, raw: Any, source: Source) -> dict[str, Any]:
        return written(resolved(parse(stored_html(raw)), source), source.rich_text_format)


def written(blocks: tuple[Block, ...], wanted: RichTextFormat) -> dict[str, Any]:
    """Resolved blocks as an answer has them."""
    return {"format": wanted, "content": _WRITERS[wanted](blocks)}


def paragraph(text: str, wanted: RichTextFormat) -> dict[str, Any]:
    """Plain text as rich text of one paragraph."""
    return written(parse(f"<p>{escape(text)}</p>"), wanted)


def stored_html(raw: Any) -> str:
    return str(getattr(raw, "source", raw) or "")
