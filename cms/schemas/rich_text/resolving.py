"""What rich text refers to, and what of it the public may follow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cms.schemas.nodes import Collector, Source
from cms.schemas.rich_text.addresses import clean_address, is_web_address
from cms.schemas.rich_text.tree import (
    Block,
    Embed,
    Link,
    List,
    Paragraph,
    Picture,
    Quote,
    Run,
    merged,
)


@dataclass(frozen=True)
class Target:
    """Where a text leads; `facts` are what an answer's Link says of a page or document."""

    kind: str
    href: str
    facts: tuple[tuple[str, Any], ...] = ()

    def fact(self, name: str) -> Any:
        return dict(self.facts).get(name)


def collect(blocks: Iterable[Block], into: Collector) -> None:
    """Note the pages, documents, images and videos that rich text refers to."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for link in {each for run in block.runs for each in run.around}:
                if isinstance(link, Link) and link.kind == "page":
                    into.page(link.to)
                elif isinstance(link, Link) and link.kind == "document":
                    into.document(link.to)
        elif isinstance(block, List):
            for item in block.items:
                collect(item, into)
        elif isinstance(block, Quote):
            collect(block.blocks, into)
        elif isinstance(block, Picture):
            into.image(block.id)
        elif isinstance(block, Embed) and is_web_address(block.url):
            into.embed(clean_address(block.url))


def resolved(blocks: Iterable[Block], source: Source) -> tuple[Block, ...]:
    """The same blocks with targets for links, and JSON for images and videos.

    What the public may not see is left out; a link to it is its text.
    """
    return tuple(_resolved(blocks, source))


def _resolved(blocks: Iterable[Block], source: Source) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(block, runs=tuple(merged(_run(run, source) for run in block.runs)))
        elif isinstance(block, List):
            if items := tuple(filter(None, (resolved(item, source) for item in block.items))):
                yield replace(block, items=items)
        elif isinstance(block, Quote):
            if inside := resolved(block.blocks, source):
                yield Quote(inside)
        elif isinstance(block, Picture):
            image = source.image(block.id, alt=block.alt or None)
            if image is not None:
                yield replace(block, image=image)
        elif isinstance(block, Embed):
            if is_web_address(block.url):
                url = clean_address(block.url)
                yield Embed(url, source.embed(url) or {})
        else:
            yield block


def _run(run: Run, source: Source) -> Run:
    found = (_target(each, source) if isinstance(each, Link) else each for each in run.around)
    return Run(run.text, tuple(each for each in found if each is not None))


def _target(link: Link, source: Source) -> Target | None:
    if link.kind == "page":
        page = source.page(link.to)
        if page is None:
            return None
        return Target("page", source.address(page), tuple(page.items()))
    if link.kind == "document":
        document = source.document(link.to)
        if document is None:
            return None
        return Target("document", document["url"], tuple(document.items()))
    href = clean_address(link.to)
    return Target(_kind(href), href) if href else None


def _kind(href: str) -> str:
    lower = href.lower()
    kinds = {"mailto:": "email", "tel:": "phone", "#": "anchor"}
    return next((kind for start, kind in kinds.items() if lower.startswith(start)), "url")
