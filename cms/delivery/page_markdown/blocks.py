"""Blocks of an answer as Markdown: each type's own way, and one for all others."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from cms.delivery.page_markdown.values import (
    anything,
    bullets,
    contact,
    join,
    link,
    picture,
    strong,
    summary,
    table,
)
from cms.schemas.rich_text import commonmark

Writer = Callable[["Blocks", dict[str, Any]], str]
_writers: dict[str, tuple[frozenset[str], Writer]] = {}


def writes(block_type: str, *needs: str) -> Callable[[Writer], Writer]:
    """Decorator: writes blocks of a type whose value has these keys."""

    def keep(writer: Writer) -> Writer:
        _writers[block_type] = (frozenset(needs), writer)
        return writer

    return keep


class Blocks:
    """Writes the blocks of one page in order; knows under which heading it is."""

    def __init__(self) -> None:
        self.level = 1

    def write(self, blocks: list[dict[str, Any]]) -> str:
        parts = []
        for is_link, group in groupby(blocks, lambda block: block["type"] == "link"):
            written = [self.block(block) for block in group]
            parts.extend([bullets(written)] if is_link else written)
        return join(parts)

    def block(self, block: dict[str, Any]) -> str:
        value = block["value"]
        needs, writer = _writers.get(block["type"], (frozenset(), None))
        if writer and isinstance(value, dict) and needs <= value.keys():
            return writer(self, value)
        if _are_blocks(value):
            return self.write(value)
        return anything(value)

    def heading(self, text: str, below: int = 1) -> str:
        """A heading inside of the current one; empty for none."""
        shown = commonmark.escaped(" ".join(text.split()))
        return commonmark.heading(self.level + below, shown) if shown else ""


def _are_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and each.keys() == {"type", "id", "value"} for each in value
    )


@writes("heading", "text", "level")
def _heading(blocks: Blocks, value: dict[str, Any]) -> str:
    blocks.level = value["level"] - 1
    written = blocks.heading(value["text"])
    blocks.level = value["level"]
    return written


@writes("quote", "text", "attribution", "role")
def _quote(blocks: Blocks, value: dict[str, Any]) -> str:
    by = ", ".join(filter(None, (value["attribution"], value["role"])))
    said_by = f"— {commonmark.escaped(by)}" if by else ""
    return commonmark.quoted(join([commonmark.paragraphs(value["text"]), said_by]))


@writes("notice", "heading", "text")
def _notice(blocks: Blocks, value: dict[str, Any]) -> str:
    return commonmark.quoted(join([strong(value["heading"]), anything(value["text"])]))


@writes("image", "image", "caption", "credit")
def _image(blocks: Blocks, value: dict[str, Any]) -> str:
    image = value["image"]
    return picture(image, value["caption"], value["credit"]) if image else ""


@writes("gallery", "heading", "images")
def _gallery(blocks: Blocks, value: dict[str, Any]) -> str:
    pictures = [_image(blocks, each) for each in value["images"]]
    return join([blocks.heading(value["heading"]), *pictures]) if pictures else ""


@writes("embed", "url", "title", "caption")
def _embed(blocks: Blocks, value: dict[str, Any]) -> str:
    shown = commonmark.link(commonmark.escaped(value["title"] or value["url"]), value["url"])
    return join([shown, commonmark.paragraphs(value["caption"])])


@writes("downloads", "heading", "documents")
def _downloads(blocks: Blocks, value: dict[str, Any]) -> str:
    return _listed(blocks, value["heading"], [link(each) for each in value["documents"]])


@writes("link_group", "heading", "links")
def _link_group(blocks: Blocks, value: dict[str, Any]) -> str:
    return _listed(blocks, value["heading"], [link(each) for each in value["links"]])


@writes("call_to_action", "heading", "text", "links")
def _call_to_action(blocks: Blocks, value: dict[str, Any]) -> str:
    links = bullets([link(each) for each in value["links"]])
    return join([blocks.heading(value["heading"]), commonmark.paragraphs(value["text"]), links])


@writes("figures", "heading", "items")
def _figures(blocks: Blocks, value: dict[str, Any]) -> str:
    items = []
    for figure in value["items"]:
        source = f" ({figure['source']})" if figure["source"] else ""
        counted = commonmark.escaped(" ".join(f"{figure['label']}{source}".split()))
        items.append(f"{strong(figure['value'])}: {counted}")
    return _listed(blocks, value["heading"], items)


@writes("table", "caption", "columns", "rows")
def _table(blocks: Blocks, value: dict[str, Any]) -> str:
    return table(value)


@writes("accordion", "heading", "items")
def _accordion(blocks: Blocks, value: dict[str, Any]) -> str:
    below = 2 if value["heading"] else 1
    items = [
        join([blocks.heading(item["heading"], below), blocks.write(item["content"])])
        for item in value["items"]
    ]
    return join([blocks.heading(value["heading"]), *items])


@writes("contacts", "heading", "contacts")
def _contacts(blocks: Blocks, value: dict[str, Any]) -> str:
    return _listed(blocks, value["heading"], [contact(each) for each in value["contacts"]])


@writes("related_pages", "heading", "pages")
def _related_pages(blocks: Blocks, value: dict[str, Any]) -> str:
    return _listed(blocks, value["heading"], [link(each) for each in value["pages"]])


@writes("latest_news", "heading", "items")
def _latest_news(blocks: Blocks, value: dict[str, Any]) -> str:
    return _listed(blocks, value["heading"], [summary(each) for each in value["items"]])


def _listed(blocks: Blocks, heading: str, items: list[str]) -> str:
    """A heading with a list; nothing where the list is empty."""
    return join([blocks.heading(heading), bullets(items)]) if items else ""
