"""Wagtail's own blocks as nodes, and the registry in which other blocks find theirs."""

from cms.schemas.blocks.choosers import DocumentNode, ImageNode, PageNode
from cms.schemas.blocks.registry import (
    ListType,
    LiteralType,
    UnknownBlockError,
    base_name,
    compile_block,
    register,
)
from cms.schemas.blocks.scalars import choice_values, text_node
from cms.schemas.blocks.structures import (
    ListNode,
    StreamNode,
    StructNode,
    list_of,
    part,
    stored_stream,
    type_name,
)

__all__ = [
    "DocumentNode",
    "ImageNode",
    "ListNode",
    "ListType",
    "LiteralType",
    "PageNode",
    "StreamNode",
    "StructNode",
    "UnknownBlockError",
    "base_name",
    "choice_values",
    "compile_block",
    "list_of",
    "part",
    "register",
    "stored_stream",
    "text_node",
    "type_name",
]
