"""Wagtail's typed tables as nodes."""

from typing import Any, Union

from pydantic import Field
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from cms.schemas.blocks import (
    ListType,
    LiteralType,
    compile_block,
    part,
    register,
    type_name,
)
from cms.schemas.naming import make_shape
from cms.schemas.nodes import Collector, Node, Source


class TypedTableNode(Node):
    """A table whose columns have types."""

    def __init__(self, name: str, columns: dict[str, Node]) -> None:
        self.columns = columns
        cell: Any = Union[tuple(node.annotation for node in columns.values())]  # noqa: UP007
        column = make_shape(
            f"{name}Column",
            {
                "type": (LiteralType[tuple(columns)], Field(description="What its cells hold.")),
                "heading": (str, Field(description="The column's heading.")),
            },
            "A column: how it is headed, and what its cells hold.",
        )
        row = make_shape(
            f"{name}Row",
            {"values": (ListType[cell], Field(description="One cell for each column."))},
            "A row: as many cells as there are columns.",
        )
        self.annotation = make_shape(
            name,
            {
                "caption": (str, Field(description="What the table shows.")),
                "columns": (ListType[column], Field(description="The columns, in order.")),
                "rows": (ListType[row], Field(description="The rows, in order.")),
            },
            "Rows and columns with a caption.",
        )

    def cells(self, raw: Any) -> list[list[tuple[Node, Any]]]:
        types = [column["type"] for column in part(raw, "columns") or []]
        return [
            [
                (self.columns[kind], value)
                for kind, value in zip(types, row["values"], strict=False)
                if kind in self.columns
            ]
            for row in part(raw, "rows") or []
        ]

    def collect(self, raw: Any, into: Collector) -> None:
        for row in self.cells(raw):
            for node, value in row:
                node.collect(value, into)

    def build(self, raw: Any, source: Source) -> dict[str, Any]:
        return {
            "caption": str(part(raw, "caption") or ""),
            "columns": [
                {"type": column["type"], "heading": column.get("heading") or ""}
                for column in part(raw, "columns") or []
                if column["type"] in self.columns
            ],
            "rows": [
                {"values": [node.build(value, source) for node, value in row]}
                for row in self.cells(raw)
            ],
        }


@register(BaseTypedTableBlock)
def typed_table_node(block: Any) -> Node:
    columns = {name: compile_block(child) for name, child in block.child_blocks.items()}
    return TypedTableNode(type_name(block), columns)
