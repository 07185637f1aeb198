"""The exact types of StreamFields as Wagtail's own API gives them: as they are stored.

Choosers are ids there, rich text is a text, and whatever an editor left empty can be null, also
where it is required: Wagtail fills in None for a field that is newer than the content.
"""

import datetime
from typing import Any, Union

from pydantic import Field
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from cms.schemas import descriptions
from cms.schemas.blocks import (
    ListType,
    LiteralType,
    UnknownBlockError,
    base_name,
    choice_values,
)
from cms.schemas.naming import camel, here, make_shape, make_union, place

_PLAIN: dict[type[blocks.Block], tuple[Any, str]] = {
    blocks.RichTextBlock: (str, "Rich text, in the format asked for"),
    blocks.BooleanBlock: (bool, "Yes or no"),
    blocks.IntegerBlock: (int | None, "A whole number"),
    blocks.FloatBlock: (float | None, "A number"),
    blocks.DecimalBlock: (str | None, "A decimal number, as text to keep its digits"),
    blocks.DateTimeBlock: (datetime.datetime | None, "A moment"),
    blocks.DateBlock: (datetime.date | None, "A day"),
    blocks.TimeBlock: (datetime.time | None, "A time of day"),
    blocks.CharBlock: (str | None, "Plain text"),
    blocks.TextBlock: (str | None, "Plain text"),
    blocks.RegexBlock: (str | None, "Plain text"),
    blocks.RawHTMLBlock: (str | None, "HTML"),
    blocks.URLBlock: (str | None, "An address"),
    blocks.EmailBlock: (str | None, "An e-mail address"),
    blocks.ChooserBlock: (int | None, "The id of what is chosen; null if nothing is"),
}


def stored_stream(block: Any) -> Any:
    """The type of a stream's list of `{type, value, id}`.

    Raises UnknownBlockError for a block of which nobody said how it is stored.
    """
    members = []
    with place(base_name(block)):
        for name, child in block.child_blocks.items():
            annotation, description = stored_type(child)
            fields = {
                "type": (LiteralType[name], Field(description=f"Always `{name}`.")),
                "value": (annotation, Field(description=description)),
                "id": (str | None, Field(description="Stays while the block is edited.")),
            }
            members.append(make_shape(f"Stored{camel(name)}Block", fields, description))
    name = type(block).__name__.removesuffix("Block")
    if type(block) is blocks.StreamBlock:
        name = f"{base_name(block) or here()}Content"
    return ListType[make_union(f"Stored{name}Block", members, "type")]


def stored_type(block: Any) -> tuple[Any, str]:
    """The type of a block's value, and its description."""
    with place(base_name(block)):
        annotation, facts = _annotation(block)
    return annotation, descriptions.of_block(block, facts)


def _annotation(block: Any) -> tuple[Any, str]:
    if isinstance(block, blocks.BaseStreamBlock):
        return stored_stream(block), "Blocks in the editor's order"
    if isinstance(block, blocks.ListBlock):
        return ListType[stored_type(block.child_block)[0]], "A list in the editor's order"
    if isinstance(block, blocks.BaseStructBlock):
        return _struct(block), "A group of fields"
    if isinstance(block, BaseTypedTableBlock):
        return _table(block), "A table"
    if isinstance(block, blocks.MultipleChoiceBlock):
        return ListType[_literal(block, [])], "Choices"
    if isinstance(block, blocks.ChoiceBlock):
        return _literal(block, [] if block.required else [""]) | None, "A choice"
    for block_class in type(block).__mro__:
        if block_class in _PLAIN:
            return _PLAIN[block_class]
    raise UnknownBlockError(f"How {type(block).__qualname__} is stored is not known.")


def _literal(block: Any, further: list[str]) -> Any:
    values = choice_values(block)
    return LiteralType[(*values, *further)] if values else str


def _struct(block: Any) -> Any:
    fields = {
        name: (annotation, Field(description=description))
        for name, child in block.child_blocks.items()
        for annotation, description in [stored_type(child)]
    }
    return make_shape(_name(block), fields, descriptions.of_block(block, "A group of fields"))


def _table(block: Any) -> Any:
    name = _name(block)
    cell: Any = Union[  # noqa: UP007
        tuple(stored_type(child)[0] for child in block.child_blocks.values())
    ]
    column = make_shape(
        f"{name}Column",
        {
            "type": (LiteralType[tuple(block.child_blocks)], Field(description="Of its cells.")),
            "heading": (str, Field(description="The column's heading.")),
        },
        "A column of a table.",
    )
    row = make_shape(
        f"{name}Row",
        {"values": (ListType[cell], Field(description="One cell for each column."))},
        "A row of a table.",
    )
    return make_shape(
        name,
        {
            "columns": (ListType[column], Field(description="The columns, in order.")),
            "rows": (ListType[row], Field(description="The rows, in order.")),
            "caption": (str | None, Field(description="What the table shows.")),
        },
        "A table with a caption.",
    )


def _name(block: Any) -> str:
    return f"Stored{base_name(block) or here() + 'Item'}Value"
