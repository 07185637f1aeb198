"""What stored rich text says: blocks, and runs of text with marks and links."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from cms.schemas.rich_text.elements import BLOCKS, LISTS, SILENT, TEXTS, Element, read

MARKS: dict[str, str] = {
    **{"b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "underline"},
    **{"s": "strike-through", "del": "strike-through"},
    **{"sup": "sup", "sub": "sub", "code": "code", "small": "small", "mark": "mark"},
}
_SPACES = re.compile(r"[ \t\n\r\f\x0b\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_ANCHOR = re.compile(r"\w[\w.:-]{0,199}")
_KEY = re.compile(r"[0-9A-Za-z]{1,32}")


@dataclass(frozen=True)
class Mark:
    """Bold, italic and the like; `tag` is how it was written, `name` what it means."""

    tag: str

    @property
    def name(self) -> str:
        return MARKS[self.tag]


@dataclass(frozen=True)
class Link:
    """Where a text leads, as stored."""

    kind: Literal["page", "document", "address"]
    to: str  # an id, or an address that nobody has checked


@dataclass(frozen=True)
class Run:
    """Text with the marks and links around it, from the outermost in; `text` "\\n" is a break."""

    text: str
    around: tuple[Any, ...] = ()  # of Mark and Link; of Mark and Target once resolved

    @property
    def is_break(self) -> bool:
        return self.text == "\n"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a heading (`h2` to `h6`) or `pre`; `bare` has no tag of its own."""

    tag: str
    runs: tuple[Run, ...]
    anchor: str = ""
    key: str = ""  # the editor's own, if it gave one
    bare: bool = False


@dataclass(frozen=True)
class List:
    ordered: bool
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True)
class Quote:
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Rule:
    pass


@dataclass(frozen=True)
class Picture:
    """An image of the library; `image` is its JSON once resolved."""

    id: str
    alt: str
    image: Any = None


@dataclass(frozen=True)
class Embed:
    """A video; `known` is what its provider said of it, once resolved."""

    url: str
    known: Any = None


Block = Paragraph | List | Quote | Rule | Picture | Embed


@lru_cache(maxsize=512)
def parse(stored: str) -> tuple[Block, ...]:
    """The blocks of stored rich text. References are collected and built from one reading."""
    return tuple(_blocks(read(stored)))


def _blocks(element: Element) -> Iterator[Block]:
    """The blocks inside a container; text that stands in none becomes a bare paragraph."""
    loose = Element("")
    for child in element.children:
        if isinstance(child, Element) and _is_block(child):
            yield from _paragraph(loose, bare=True)
            loose = Element("")
            yield from _block(child)
        else:
            loose.children.append(child)
    yield from _paragraph(loose, bare=True)


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or element.tag in ("hr", "embed")


def _block(element: Element) -> Iterator[Block]:
    if element.tag in LISTS:
        items = tuple(_items(element))
        if items:
            yield List(element.tag == "ol", items)
    elif element.tag == "blockquote":
        if inside := tuple(_blocks(element)):
            yield Quote(inside)
    elif element.tag == "hr":
        yield Rule()
    elif element.tag == "embed":
        yield from _embed(element)
    elif element.tag in TEXTS:
        yield from _paragraph(element)
    else:
        yield from (_wrapped(block) for block in _blocks(element))


def _wrapped(block: Block) -> Block:
    """Text right inside of a `div` and the like is a paragraph."""
    if isinstance(block, Paragraph) and block.bare:
        return Paragraph(block.tag, block.runs, block.anchor, block.key)
    return block


def _items(element: Element) -> Iterator[tuple[Block, ...]]:
    """The items of a list; what stands between them is an item too."""
    between = Element("li")
    for child in element.children:
        if isinstance(child, Element) and child.tag == "li":
            if blocks := tuple(_item(between)):
                yield blocks
            between = Element("li")
            if blocks := tuple(_item(child)):
                yield blocks
        else:
            between.children.append(child)
    if blocks := tuple(_item(between)):
        yield blocks


def _item(element: Element) -> Iterator[Block]:
    """An item's blocks; its key goes to its text."""
    for number, block in enumerate(_blocks(element)):
        if number == 0 and isinstance(block, Paragraph) and block.bare:
            yield Paragraph(block.tag, block.runs, block.anchor, _key(element), bare=True)
        else:
            yield block


def _embed(element: Element) -> Iterator[Block]:
    kind = element.attributes.get("embedtype")
    if kind == "image":
        yield Picture(element.attributes.get("id", ""), element.attributes.get("alt", ""))
    elif kind == "media" and element.attributes.get("url"):
        yield Embed(element.attributes["url"])


def _paragraph(element: Element, *, bare: bool = False) -> Iterator[Block]:
    """A paragraph; in several parts if something that is no text stands inside it."""
    tag = {"": "p", "h1": "h2"}.get(element.tag, element.tag)  # level 1 is the page's title
    anchor = element.attributes.get("id", "") if tag.startswith("h") else ""
    anchor = anchor if _ANCHOR.fullmatch(anchor) else ""
    key = _key(element)
    runs: list[Run] = []

    def text() -> Iterator[Block]:
        nonlocal anchor, key
        if tidy := _tidied(runs, keep_spaces=tag == "pre"):
            yield Paragraph(tag, tidy, anchor, key, bare)
            anchor = key = ""
        runs.clear()

    for part in _parts(element, ()):
        if isinstance(part, Run):
            runs.append(part)
        else:
            yield from text()
            yield from _block(part)
    yield from text()


def _key(element: Element) -> str:
    key = element.attributes.get("data-block-key", "")
    return key if _KEY.fullmatch(key) else ""


def _parts(element: Element, around: tuple[Any, ...]) -> Iterator[Run | Element]:
    """The runs of text inside, and the blocks that stand between them."""
    for child in element.children:
        if isinstance(child, str):
            yield Run(_CONTROLS.sub("", child), around)
        elif child.tag == "br":
            yield Run("\n", around)
        elif _is_block(child):
            yield child
        elif child.tag not in SILENT:
            yield from _parts(child, _inside(child, around))


def _inside(element: Element, around: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is around the text in an element; the same meaning counts once."""
    if element.tag == "a":
        link = _link(element.attributes)
        return (*(each for each in around if isinstance(each, Mark)), link) if link else around
    if element.tag in MARKS:
        mark = Mark(element.tag)
        if not any(isinstance(each, Mark) and each.name == mark.name for each in around):
            return (*around, mark)
    return around


def _link(attributes: dict[str, str]) -> Link | None:
    kind = attributes.get("linktype")
    if kind == "page":
        return Link("page", attributes.get("id", ""))
    if kind == "document":
        return Link("document", attributes.get("id", ""))
    return Link("address", attributes["href"]) if attributes.get("href") else None


def _tidied(runs: list[Run], *, keep_spaces: bool) -> tuple[Run, ...]:
    """Runs with white space as browsers show it; in `pre`, lines are breaks."""
    out: list[Run] = []
    for run in _lines(runs) if keep_spaces else runs:
        text = run.text
        if not run.is_break and not keep_spaces:
            text = _SPACES.sub(" ", text)
            if not out or out[-1].text.endswith((" ", "\n")):
                text = text.lstrip(" ")
        if run.is_break and out and not keep_spaces:
            out = _without_last_space(out)
        if not text or (run.is_break and not out and not keep_spaces):
            continue
        out.append(Run(text, run.around))
    while out and not out[-1].text.strip(" \n"):
        out.pop()
    return tuple(merged(out if keep_spaces else _without_last_space(out)))


def merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours that have the same around them as one."""
    out: list[Run] = []
    for run in runs:
        if out and out[-1].around == run.around and not (out[-1].is_break or run.is_break):
            out[-1] = Run(out[-1].text + run.text, run.around)
        else:
            out.append(run)
    return out


def _lines(runs: list[Run]) -> Iterator[Run]:
    for run in runs:
        for part in re.split(r"(\n)", run.text.replace("\r\n", "\n").replace("\r", "\n")):
            yield Run(part, run.around)


def _without_last_space(runs: list[Run]) -> list[Run]:
    if runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        if stripped := last.text.rstrip(" "):
            runs.append(Run(stripped, last.around))
    return runs
