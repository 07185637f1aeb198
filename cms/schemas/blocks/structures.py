"""Blocks that hold other blocks: structs, lists and streams."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field
from wagtail import blocks

from cms.schemas import descriptions
from cms.schemas.blocks.registry import (
    ListType,
    LiteralType,
    base_name,
    compile_block,
    register,
)
from cms.schemas.naming import camel, here, make_shape, make_union
from cms.schemas.nodes import Collector, Node, Source


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
