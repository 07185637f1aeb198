"""Wagtail's own blocks as nodes, and the registry in which other blocks find theirs."""

import datetime
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union

from pydantic import Field
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.schemas import nodes, shapes
from cms.schemas.naming import camel, make_shape
from cms.schemas.nodes import Collector, Node, Reference, Scalar, Source
from cms.schemas.rich_text import RichTextNode

NodeFactory = Callable[[Any], Node]
ListType: Any = list  # subscripted with types that only exist at run time
LiteralType: Any = Literal
_factories: dict[type[blocks.Block], NodeFactory] = {}


class UnknownBlockError(TypeError):
    """A block of a kind for which nobody said what the API delivers."""


def register(block_class: type[blocks.Block]) -> Callable[[NodeFactory], NodeFactory]:
    """Decorator: the factory makes the node of blocks of that class and its subclasses."""
    if not (isinstance(block_class, type) and issubclass(block_class, blocks.Block)):
        raise TypeError(f"{block_class!r} is no block class.")

    def keep(factory: NodeFactory) -> NodeFactory:
        if block_class in _factories:
            raise ValueError(f"{block_class.__name__} has a node already.")
        _factories[block_class] = factory
        return factory

    return keep


def compile_block(block: blocks.Block) -> Node:
    """The node of a block; UnknownBlockError if none of its classes is registered."""
    for block_class in type(block).__mro__:
        if block_class in _factories:
            node = _factories[block_class](block)
            node.description = describe(block)
            return node
    raise UnknownBlockError(
        f"The API does not know blocks of the class {type(block).__qualname__}."
    )


def describe(block: blocks.Block) -> str:
    meta = block.meta
    text = getattr(meta, "help_text", "") or getattr(meta, "description", "")
    return str(text or block.label or block.name).strip()


def _same_for_all(*block_classes: type[blocks.Block]) -> Callable[[NodeFactory], NodeFactory]:
    def keep(factory: NodeFactory) -> NodeFactory:
        for block_class in block_classes:
            register(block_class)(factory)
        return factory

    return keep


@_same_for_all(
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.RegexBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.RawHTMLBlock,
)
def text_node(block: Any) -> Node:
    return nodes.text()


@register(blocks.IntegerBlock)
def integer_node(block: Any) -> Node:
    return Scalar(int, int)


@register(blocks.FloatBlock)
def float_node(block: Any) -> Node:
    return Scalar(float, float)


@register(blocks.DecimalBlock)
def decimal_node(block: Any) -> Node:
    return Scalar(str, str)  # JSON numbers would lose digits


@register(blocks.BooleanBlock)
def boolean_node(block: Any) -> Node:
    return Scalar(bool, bool, False)


@register(blocks.DateBlock)
def date_node(block: Any) -> Node:
    return nodes.moment(datetime.date)


@register(blocks.TimeBlock)
def time_node(block: Any) -> Node:
    return nodes.moment(datetime.time)


@register(blocks.DateTimeBlock)
def datetime_node(block: Any) -> Node:
    return nodes.moment(datetime.datetime)


@register(blocks.ChoiceBlock)
def choice_node(block: Any) -> Node:
    values = choice_values(block)
    allowed = LiteralType[tuple(values)] if values else str

    def convert(raw: Any) -> str:
        if values and str(raw) not in values:
            raise ValueError(raw)
        return str(raw)

    return Scalar(allowed, convert, values[0] if block.required and values else None)


@register(blocks.MultipleChoiceBlock)
def multiple_choice_node(block: Any) -> Node:
    values = choice_values(block)
    allowed = LiteralType[tuple(values)] if values else str
    return Scalar(
        ListType[allowed],
        lambda raw: [str(each) for each in raw if not values or str(each) in values],
        [],
    )


def choice_values(block: Any) -> list[str]:
    """The values an editor can choose, groups opened, without the blank one."""
    values: list[str] = []
    for value, label in block.field.choices:
        if isinstance(label, list | tuple):
            values.extend(str(inner) for inner, _label in label)
        elif value not in ("", None):
            values.append(str(value))
    return values


@register(blocks.RichTextBlock)
def rich_text_node(block: Any) -> Node:
    return RichTextNode()


class StructNode(Node):
    """An object with one key for each child."""

    def __init__(self, name: str, children: dict[str, Node], doc: str = "") -> None:
        self.children = children
        self.annotation = make_shape(
            name,
            {
                key: (child.annotation, Field(description=child.description or key))
                for key, child in children.items()
            },
            doc,
        )

    def collect(self, raw: Any, into: Collector) -> None:
        for name, child in self.children.items():
            child.collect(part(raw, name), into)

    def build(self, raw: Any, source: Source) -> Any:
        return {
            name: child.build(part(raw, name), source) for name, child in self.children.items()
        }


def part(raw: Any, name: str) -> Any:
    """A child's stored value; None where the content is older than the child."""
    return raw.get(name) if isinstance(raw, dict) else None


@register(blocks.BaseStructBlock)
def struct_node(block: Any) -> Node:
    children = {name: compile_block(child) for name, child in block.child_blocks.items()}
    return StructNode(type_name(block), children, describe(block))


def type_name(block: blocks.Block) -> str:
    """`QuoteBlock` -> `QuoteValue`; a bare StructBlock is named after its place."""
    name = type(block).__name__.removesuffix("Block")
    if type(block) in (blocks.StructBlock, blocks.StreamBlock):
        name = camel(block.name or name)
    return f"{name}Value"


class ListNode(Node):
    """A list; items whose reference is hidden are left out."""

    def __init__(self, item: Node) -> None:
        self.item = item
        self.annotation = list_of(item)

    def items(self, raw: Any) -> list[Any]:
        """Stored items, which older content keeps without their envelope."""
        return [
            item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
            for item in raw or []
        ]

    def collect(self, raw: Any, into: Collector) -> None:
        for item in self.items(raw):
            self.item.collect(item, into)

    def build(self, raw: Any, source: Source) -> list[Any]:
        built = (self.item.build(item, source) for item in self.items(raw))
        return [value for value in built if not self.item.is_void(value)]


def list_of(item: Node) -> Any:
    """The type of a list of these, in which a nullable reference is never None."""
    member = item.target if isinstance(item, Reference) else item.annotation
    return ListType[member]


@register(blocks.ListBlock)
def list_node(block: Any) -> Node:
    return ListNode(compile_block(block.child_block))


class StreamNode(Node):
    """A list of `{type, id, value}`, a union discriminated by `type`."""

    def __init__(self, children: dict[str, Node]) -> None:
        self.children = children
        members = tuple(self.envelope(name, child) for name, child in children.items())
        union: Any = members[0]
        if len(members) > 1:
            union = Annotated[Union[members], Field(discriminator="type")]  # noqa: UP007
        self.annotation = ListType[union]

    @staticmethod
    def envelope(name: str, child: Node) -> Any:
        return make_shape(
            f"{camel(name)}Block",
            {
                "type": (LiteralType[name], Field(description=f"Always `{name}`.")),
                "id": (str, Field(description="Stays the same while the block is edited.")),
                "value": (child.annotation, Field(description=child.description or name)),
            },
            child.description,
        )

    def known(self, raw: Any) -> list[dict[str, Any]]:
        """Stored blocks of types that still exist."""
        return [
            block
            for block in stored_stream(raw)
            if isinstance(block, dict) and block.get("type") in self.children
        ]

    def collect(self, raw: Any, into: Collector) -> None:
        for block in self.known(raw):
            self.children[block["type"]].collect(block.get("value"), into)

    def build(self, raw: Any, source: Source) -> list[dict[str, Any]]:
        return [
            {
                "type": block["type"],
                "id": str(block.get("id") or ""),
                "value": self.children[block["type"]].build(block.get("value"), source),
            }
            for block in self.known(raw)
        ]


def stored_stream(raw: Any) -> list[Any]:
    """A stream as stored, also from a StreamValue, without loading what it refers to."""
    if isinstance(raw, blocks.StreamValue):
        return list(raw.get_prep_value())
    return raw if isinstance(raw, list) else []


@register(blocks.BaseStreamBlock)
def stream_node(block: Any) -> Node:
    return StreamNode({name: compile_block(child) for name, child in block.child_blocks.items()})


class PageNode(Reference):
    annotation = shapes.PageLink | None
    target = shapes.PageLink

    def collect(self, raw: Any, into: Collector) -> None:
        into.page(raw)

    def build(self, raw: Any, source: Source) -> Any:
        return source.page(raw)


class ImageNode(Reference):
    annotation = shapes.Image | None
    target = shapes.Image

    def collect(self, raw: Any, into: Collector) -> None:
        into.image(raw)

    def build(self, raw: Any, source: Source) -> Any:
        return source.image(raw)


class DocumentNode(Reference):
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
