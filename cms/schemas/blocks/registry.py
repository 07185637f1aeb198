"""Where blocks find their nodes: by their class, or by one that it is made from."""

from collections.abc import Callable
from typing import Any, Literal

from wagtail import blocks

from cms.schemas import descriptions
from cms.schemas.naming import camel, place
from cms.schemas.nodes import Node

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
