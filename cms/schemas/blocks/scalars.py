"""Blocks that hold one value: texts, numbers, dates, choices."""

import datetime
from collections.abc import Callable
from typing import Any

from wagtail import blocks

from cms.schemas import descriptions, nodes
from cms.schemas.blocks.registry import ListType, LiteralType, NodeFactory, register
from cms.schemas.nodes import Node, Scalar
from cms.schemas.rich_text import RichTextNode


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
