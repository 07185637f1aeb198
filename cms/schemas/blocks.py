"""Wagtail's own blocks as nodes, and the registry in which other blocks find theirs."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, Literal

from pydantic import Field
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.schemas import descriptions, nodes, shapes
from cms.schemas.naming import camel, here, make_shape, make_union, place
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
            with place(base_name(block)):
                node = _factories[block_class](block)
            node.description = descriptions.of_block(block, node.facts)
            return node
    raise UnknownBlockError(
        f"The API does not know blocks of the class {type(block).__qualname__}."
    )


def base_name(block: blocks.Block) -> str:
    """`QuoteBlock` -> `Quote`; Wagtail's own blocks are named after their place, if at all."""
    if type(block).__module__.startswith("wagtail."):
        return camel(block.name or "")
    return type(block).__name__.removesuffix("Block")


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
    blocks.RawHTMLBlock,
)
def text_node(block: Any) -> Node:
    return _text(block, "HTML" if isinstance(block, blocks.RawHTMLBlock) else "Plain text")


@register(blocks.URLBlock)
def address_node(block: Any) -> Node:
    return _text(block, "An address")


@register(blocks.EmailBlock)
def email_node(block: Any) -> Node:
    return _text(block, "An e-mail address")


def _text(block: Any, kind: str) -> Node:
    node = nodes.text()
    limit = getattr(block.field, "max_length", None)
    node.facts = descriptions.text_facts(kind, limit, not block.required)
    return node


def _number(block: Any, node: Node, kind: str) -> Node:
    node.facts = descriptions.number_facts(kind, *descriptions.limits(block))
    return node


@register(blocks.IntegerBlock)
def integer_node(block: Any) -> Node:
    return _number(block, Scalar(int, int), "A whole number")


@register(blocks.FloatBlock)
def float_node(block: Any) -> Node:
    return _number(block, Scalar(float, float), "A number")


@register(blocks.DecimalBlock)
def decimal_node(block: Any) -> Node:
    # JSON numbers would lose digits
    return _number(block, Scalar(str, str), "A decimal number, as text to keep its digits")


@register(blocks.BooleanBlock)
def boolean_node(block: Any) -> Node:
    node = Scalar(bool, bool, False)
    node.facts = "Yes or no"
    return node


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
    node = nodes.choice(values, allowed, values[0] if block.required and values else None)
    node.facts = descriptions.choice_facts(labelled(block))
    return node


@register(blocks.MultipleChoiceBlock)
def multiple_choice_node(block: Any) -> Node:
    values = choice_values(block)
    allowed = LiteralType[tuple(values)] if values else str
    node = Scalar(
        ListType[allowed],
        lambda raw: [str(each) for each in raw if not values or str(each) in values],
        [],
    )
    node.facts = descriptions.choice_facts(labelled(block), many=True)
    return node


def choice_values(block: Any) -> list[str]:
    """The values an editor can choose, groups opened, without the blank one."""
    return [value for value, _label in labelled(block)]


def labelled(block: Any) -> list[tuple[str, Any]]:
    """The same with their labels."""
    found: list[tuple[str, Any]] = []
    for value, label in block.field.choices:
        if isinstance(label, list | tuple):
            found.extend((str(inner), inner_label) for inner, inner_label in label)
        elif value not in ("", None):
            found.append((str(value), label))
    return found


@register(blocks.RichTextBlock)
def rich_text_node(block: Any) -> Node:
    return RichTextNode()


def held(children: Iterable[str]) -> str:
    """What a struct is made of, for want of words of its own."""
    return "Holds " + ", ".join(f"`{name}`" for name in children)


class StructNode(Node):
    """An object with one key for each child."""

    def __init__(self, name: str, children: dict[str, Node], doc: str = "") -> None:
        self.children = children
        self.facts = held(children)
        self.annotation = make_shape(
            name,
            {
                key: (child.annotation, Field(description=child.description))
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
    return StructNode(type_name(block), children, descriptions.of_block(block, held(children)))


def type_name(block: blocks.Block) -> str:
    """`QuoteBlock` -> `QuoteValue`; a bare StructBlock is named after its place."""
    return f"{base_name(block) or here() + 'Item'}Value"


class ListNode(Node):
    """A list; items whose reference is hidden are left out."""

    def __init__(self, item: Node) -> None:
        self.item = item
        self.annotation = list_of(item)
        self.facts = "A list in the editor's order"

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
    return ListType[item.listed or item.annotation]


@register(blocks.ListBlock)
def list_node(block: Any) -> Node:
    return ListNode(compile_block(block.child_block))


class StreamNode(Node):
    """A list of `{type, id, value}`, a union discriminated by `type`."""

    facts = "Blocks in the editor's order, told apart by `type`"

    def __init__(self, name: str, children: dict[str, Node]) -> None:
        self.children = children
        members = [self.envelope(name, child) for name, child in children.items()]
        self.annotation = ListType[make_union(name, members, "type")]

    @staticmethod
    def envelope(name: str, child: Node) -> Any:
        return make_shape(
            f"{camel(name)}Block",
            {
                "type": (LiteralType[name], Field(description=f"Always `{name}`.")),
                "id": (str, Field(description="Stays the same while the block is edited.")),
                "value": (child.annotation, Field(description=child.description)),
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
    children = {name: compile_block(child) for name, child in block.child_blocks.items()}
    name = type(block).__name__
    if type(block) is blocks.StreamBlock:  # has no name of its own
        name = f"{base_name(block) or here()}ContentBlock"
    return StreamNode(name, children)


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
