"""Blocks of the shared vocabulary whose answer is more than their fields."""

from typing import Any, Literal

from django.apps import apps
from pydantic import Field

from cms.blocks.links import LinkBlock
from cms.blocks.media import CaptionedImageBlock, EmbedBlock
from cms.blocks.references import LatestNewsBlock
from cms.blocks.text import HeadingBlock
from cms.schemas import shapes
from cms.schemas.blocks import ListType, part, register
from cms.schemas.naming import make_shape
from cms.schemas.nodes import Collector, Listing, Node, Reference, Source
from cms.schemas.rich_text import is_safe_address


class LinkNode(Reference):
    """An edited link, delivered as what it leads to."""

    facts = "Null if it leads to nothing, or to something that is not public"
    annotation = shapes.Link | None
    target = shapes.Link

    def collect(self, raw: Any, into: Collector) -> None:
        kind = part(raw, "kind")
        if kind == "page":
            into.page(part(raw, "page"), part(raw, "language") or None)
        elif kind == "document":
            into.document(part(raw, "document"))

    def build(self, raw: Any, source: Source) -> dict[str, Any] | None:
        kind, label = part(raw, "kind"), str(part(raw, "label") or "")
        language = part(raw, "language") or None
        if kind == "page":
            return _relabelled(source.page(part(raw, "page"), language), label)
        if kind == "document":
            return _relabelled(source.document(part(raw, "document")), label)
        value = str(part(raw, kind) or "") if kind in {"url", "email", "phone"} else ""
        if kind == "url" and is_safe_address(value):
            return {"kind": "url", "title": label or value, "url": value, "language": language}
        if kind == "email" and value:
            address = {"title": label or value, "url": f"mailto:{value}", "email": value}
            return {"kind": "email", **address, "language": language}
        if kind == "phone" and value:
            number = "".join(value.split())
            address = {"title": label or value, "url": f"tel:{number}", "phone": number}
            return {"kind": "phone", **address, "language": language}
        return None


def _relabelled(link: dict[str, Any] | None, label: str) -> dict[str, Any] | None:
    return {**link, "title": label} if link and label else link


@register(LinkBlock)
def link_node(block: Any) -> Node:
    return LinkNode()


class HeadingValue(shapes.Shape):
    """A heading inside a page; the page's title is level 1."""

    text: str = shapes.described("The heading.")
    level: Literal[2, 3, 4] = shapes.described("Its level.")
    anchor: str = shapes.described("For links to it; unlike any other on the page.")


class HeadingNode(Node):
    annotation = HeadingValue

    def build(self, raw: Any, source: Source) -> dict[str, Any]:
        text = str(part(raw, "text") or "")
        level = str(part(raw, "level"))
        return {
            "text": text,
            "level": int(level) if level in {"2", "3", "4"} else 2,
            "anchor": source.anchor(str(part(raw, "anchor") or "") or text),
        }


@register(HeadingBlock)
def heading_node(block: Any) -> Node:
    return HeadingNode()


class CaptionedImageValue(shapes.Shape):
    """A picture in the text."""

    image: shapes.Image | None = shapes.described("The picture; null if it cannot be seen.")
    alt: str = shapes.described("What it shows here; empty if decorative.")
    caption: str = shapes.described("Its caption; may be empty.")
    credit: str = shapes.described("Who made it; may be empty.")


class GalleryImageValue(CaptionedImageValue):
    """A picture in a list, which leaves out those that cannot be seen."""

    image: shapes.Image = shapes.described("The picture.")


class CaptionedImageNode(Node):
    annotation = CaptionedImageValue
    listed = GalleryImageValue

    def collect(self, raw: Any, into: Collector) -> None:
        into.image(part(raw, "image"))

    def build(self, raw: Any, source: Source) -> dict[str, Any]:
        alt = "" if part(raw, "decorative") else part(raw, "alt") or None
        image = source.image(part(raw, "image"), alt=alt, credit=part(raw, "credit") or None)
        return {
            "image": image,
            "alt": image["alt"] if image else "",
            "caption": str(part(raw, "caption") or ""),
            "credit": (image["credit"] if image else None) or "",
        }

    def is_void(self, built: Any) -> bool:
        return built["image"] is None


@register(CaptionedImageBlock)
def captioned_image_node(block: Any) -> Node:
    return CaptionedImageNode()


class EmbedValue(shapes.Shape):
    """A video. What the provider says of it is null until it has been asked."""

    url: str = shapes.described("The video's address at its provider.")
    title: str = shapes.described("What it shows.")
    caption: str = shapes.described("Its caption; may be empty.")
    provider: str | None = shapes.described("The provider's name.")
    html: str | None = shapes.described("The provider's own player.")
    thumbnail_url: str | None = shapes.described("A still picture.")
    width: int | None = shapes.described("Pixels of the player.")
    height: int | None = shapes.described("Pixels of the player.")


class EmbedNode(Node):
    annotation = EmbedValue

    def collect(self, raw: Any, into: Collector) -> None:
        if url := part(raw, "url"):
            into.embed(str(url))

    def build(self, raw: Any, source: Source) -> dict[str, Any]:
        url = str(part(raw, "url") or "")
        known = source.embed(url) or {}
        return {
            "url": url,
            "title": str(part(raw, "title") or ""),
            "caption": str(part(raw, "caption") or ""),
            **{
                key: known.get(key)
                for key in ("provider", "html", "thumbnail_url", "width", "height")
            },
        }


@register(EmbedBlock)
def embed_node(block: Any) -> Node:
    return EmbedNode()


class LatestNewsNode(Node):
    """The newest articles at the time of asking."""

    def __init__(self, block: LatestNewsBlock) -> None:
        from cms.schemas.models import SnippetNode, page_summary

        self.block = block
        self.topic = SnippetNode(block.child_blocks["topic"].target_model)
        summary = page_summary(apps.get_model(block.lists)).annotation
        self.annotation = make_shape(
            "LatestNewsValue",
            {
                "heading": (str, Field(description="A heading; may be empty.")),
                "topic": (self.topic.annotation, Field(description="Theirs; null: all topics.")),
                "number": (int, Field(description="How many are shown at most.")),
                "items": (ListType[summary], Field(description="The articles, newest first.")),
            },
            "The newest articles at the time of asking.",
        )

    def listing(self, raw: Any, language: str) -> Listing:
        number = part(raw, "number")
        topic = part(raw, "topic")
        return Listing(
            type=self.block.lists,
            newest_first_by=self.block.newest_first_by,
            topic_path=self.block.topic_path,
            number=number if isinstance(number, int) and 1 <= number <= 12 else 3,
            topic=topic if isinstance(topic, int) else None,
            language=language,
        )

    def collect(self, raw: Any, into: Collector) -> None:
        self.topic.collect(part(raw, "topic"), into)
        into.listing(self.listing(raw, into.language))

    def build(self, raw: Any, source: Source) -> dict[str, Any]:
        listing = self.listing(raw, source.language)
        return {
            "heading": str(part(raw, "heading") or ""),
            "topic": self.topic.build(part(raw, "topic"), source),
            "number": listing.number,
            "items": source.listing(listing),
        }


@register(LatestNewsBlock)
def latest_news_node(block: Any) -> Node:
    return LatestNewsNode(block)
