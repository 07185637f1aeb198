"""Rich text as HTML: a few known tags, and attributes that are written here alone."""

from collections.abc import Iterable
from html import escape
from typing import Any

from cms.schemas.rich_text.nesting import nested
from cms.schemas.rich_text.resolving import Target
from cms.schemas.rich_text.tree import Block, Embed, List, Mark, Paragraph, Picture, Quote, Run


def write(blocks: Iterable[Block]) -> str:
    """Safe HTML of resolved blocks."""
    out = []
    after_bare = False
    for block in blocks:
        bare = isinstance(block, Paragraph) and block.bare
        if bare and after_bare:  # a hidden picture stood between them
            out.append("<br>")
        out.append(_block(block))
        after_bare = bare
    return "".join(out)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, List):
        tag = "ol" if block.ordered else "ul"
        items = "".join(f"<li>{write(item)}</li>" for item in block.items)
        return f"<{tag}>{items}</{tag}>"
    if isinstance(block, Quote):
        return f"<blockquote>{write(block.blocks)}</blockquote>"
    if isinstance(block, Picture):
        return _picture(block.image)
    if isinstance(block, Embed):
        return _embed(block)
    return "<hr>"


def _paragraph(block: Paragraph) -> str:
    inside = _inline(block.runs)
    if block.bare:
        return inside
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    return f"<{block.tag}{anchor}>{inside}</{block.tag}>"


def _inline(runs: Iterable[Run]) -> str:
    out = []
    for step, what in nested(runs):
        if step == "text":
            out.append("<br>" if what.is_break else escape(what.text, quote=False))
        elif isinstance(what, Mark):
            out.append(f"<{what.tag}>" if step == "open" else f"</{what.tag}>")
        else:
            out.append(_link(what) if step == "open" else "</a>")
    return "".join(out)


def _link(target: Target) -> str:
    facts = ""
    if target.kind == "page":
        page_type = escape(str(target.fact("type")))
        facts = f' data-page-id="{target.fact("id")}" data-page-type="{page_type}"'
    elif target.kind == "document":
        facts = f' data-document-id="{target.fact("id")}"'
    return f'<a href="{escape(target.href)}"{facts}>'


def _picture(image: dict[str, Any]) -> str:
    srcset = ", ".join(f"{each['url']} {each['width']}w" for each in image["srcset"])
    sizes = f' srcset="{escape(srcset)}" sizes="100vw"' if srcset else ""
    return (
        f'<img src="{escape(image["src"])}"{sizes} alt="{escape(image["alt"])}"'
        f' width="{image["width"]}" height="{image["height"]}" loading="lazy">'
    )


def _embed(block: Embed) -> str:
    """A link: the provider's own player is nobody's safe HTML."""
    url, title = escape(block.url), escape(str(block.known.get("title") or block.url))
    return f'<figure data-embed-url="{url}"><a href="{url}">{title}</a></figure>'
