"""Blocks that choose something kept elsewhere: a page, an image, a document, a snippet."""

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.schemas import shapes
from cms.schemas.blocks.registry import register
from cms.schemas.blocks.structures import part
from cms.schemas.nodes import Collector, Node, Reference, Source


class PageNode(Reference):
    facts = "A page of this site or another; null if none is chosen or it is not public"
    annotation = shapes.PageLink | None
    target = shapes.PageLink

    def collect(self, raw: Any, into: Collector) -> None:
        into.page(raw)

    def build(self, raw: Any, source: Source) -> Any:
        return source.page(raw)


class ImageNode(Reference):
    facts = "An image of the library; null if none is chosen or it is not public"
    annotation = shapes.Image | None
    target = shapes.Image

    def collect(self, raw: Any, into: Collector) -> None:
        into.image(raw)

    def build(self, raw: Any, source: Source) -> Any:
        return source.image(raw)


class DocumentNode(Reference):
    facts = "A file of the library; null if none is chosen or it is not public"
    annotation = shapes.DocumentLink | None
    target = shapes.DocumentLink

    def collect(self, raw: Any, into: Collector) -> None:
        into.document(raw)

    def build(self, raw: Any, source: Source) -> Any:
        return source.document(raw)


@register(blocks.PageChooserBlock)
def page_node(block: Any) -> Node:
    return PageNode()


@register(ImageChooserBlock)
def image_node(block: Any) -> Node:
    return ImageNode()


@register(DocumentChooserBlock)
def document_node(block: Any) -> Node:
    return DocumentNode()


@register(SnippetChooserBlock)
def snippet_node(block: Any) -> Node:
    from cms.schemas.models import SnippetNode  # models compile streams, which hold snippets

    return SnippetNode(block.target_model)


class WagtailImageNode(ImageNode):
    """Wagtail's ImageBlock: an image with an alt text of this place."""

    def collect(self, raw: Any, into: Collector) -> None:
        into.image(part(raw, "image"))

    def build(self, raw: Any, source: Source) -> Any:
        alt = "" if part(raw, "decorative") else part(raw, "alt_text") or None
        return source.image(part(raw, "image"), alt=alt)


@register(ImageBlock)
def wagtail_image_node(block: Any) -> Node:
    return WagtailImageNode()
