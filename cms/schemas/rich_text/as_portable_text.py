"""Rich text as Portable Text, for its stock renderers."""

from collections.abc import Iterable, Iterator
from typing import Any

from cms.schemas.rich_text.resolving import Target
from cms.schemas.rich_text.tree import Block, Embed, List, Mark, Paragraph, Picture, Quote, Run

# Portable Text's own decorators; `small` and `mark` are none, and their text stays.
DECORATORS = ("strong", "em", "underline", "strike-through", "code", "sup", "sub")
_LINK_FACTS = {
    "page": ("id", "type", "title", "locale", "html_path", "html_url"),
    "document": ("id", "title", "url", "size", "extension"),
}


def write(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Portable Text of resolved blocks, with keys that are the same for the same text."""
    return _unlike_each_other(list(_blocks(blocks, {})))


def _blocks(blocks: Iterable[Block], place: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`place` is what a block has from what it stands in: a style, or a list and its level."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _paragraph([block], place)
        elif isinstance(block, List):
            yield from _list(block, place)
        elif isinstance(block, Quote):
            yield from _blocks(block.blocks, {**place, "style": "blockquote"})
        else:
            yield _other(block)


def _list(block: List, place: dict[str, Any]) -> Iterator[dict[str, Any]]:
    level = place.get("level", 0) + 1
    inside = {**place, "listItem": "number" if block.ordered else "bullet", "level": level}
    for item in block.items:
        yield from _item(item, inside)


def _item(item: tuple[Block, ...], place: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An item has one text in Portable Text: its paragraphs become lines of it."""
    texts: list[Paragraph] = []
    for block in _opened(item):
        if isinstance(block, Paragraph):
            texts.append(block)
            continue
        if texts:
            yield _paragraph(texts, place)
            texts = []
        yield from _blocks([block], place)
    if texts:
        yield _paragraph(texts, place)


def _opened(blocks: Iterable[Block]) -> Iterator[Block]:
    """With the blocks of quotes in their place."""
    for block in blocks:
        if isinstance(block, Quote):
            yield from _opened(block.blocks)
        else:
            yield block


def _paragraph(parts: list[Paragraph], place: dict[str, Any]) -> dict[str, Any]:
    first = parts[0]
    style = first.tag if first.tag.startswith("h") and "listItem" not in place else "normal"
    links: list[Target] = []
    spans: list[dict[str, Any]] = []
    for number, part in enumerate(parts):
        if number:
            _add(spans, "\n", [])
        for run in part.runs:
            _add(spans, run.text, _marks(run, links, is_code=part.tag == "pre"))
    return {
        "_type": "block",
        "_key": first.key,
        "style": style,
        "children": spans,
        "markDefs": [_definition(f"link-{number}", link) for number, link in enumerate(links)],
        **({"anchor": first.anchor} if first.anchor else {}),
        **place,  # renderers take a `listItem` that is null for one
    }


def _marks(run: Run, links: list[Target], *, is_code: bool) -> list[str]:
    marks = ["code"] if is_code else []
    for each in () if run.is_break else run.around:
        if isinstance(each, Mark):
            if each.name in DECORATORS and each.name not in marks:
                marks.append(each.name)
        else:
            if each not in links:
                links.append(each)
            marks.append(f"link-{links.index(each)}")
    return marks


def _add(spans: list[dict[str, Any]], text: str, marks: list[str]) -> None:
    """A break has the marks of the text before it: it parts nothing."""
    if spans and (text == "\n" or spans[-1]["marks"] == marks):
        spans[-1]["text"] += text
    else:
        key = f"span-{len(spans)}"
        spans.append({"_type": "span", "_key": key, "text": text, "marks": marks})


def _definition(key: str, link: Target) -> dict[str, Any]:
    facts = {name: link.fact(name) for name in _LINK_FACTS.get(link.kind, ())}
    return {"_type": "link", "_key": key, "kind": link.kind, "href": link.href, **facts}


def _other(block: Block) -> dict[str, Any]:
    if isinstance(block, Picture):
        return {"_type": "image", "_key": "", "image": block.image, "alt": block.image["alt"]}
    if isinstance(block, Embed):
        names = ("title", "provider", "html", "thumbnail_url", "width", "height")
        known = {name: block.known.get(name) for name in names}
        return {"_type": "embed", "_key": "", "url": block.url, **known}
    return {"_type": "break", "_key": ""}


def _unlike_each_other(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keys: the editor's own where it gave one, else by number."""
    taken: set[str] = set()
    for number, block in enumerate(blocks):
        key = block["_key"] or f"block-{number}"
        if key in taken:
            key = f"{key}-{number}"
        taken.add(key)
        block["_key"] = key
    return blocks
