"""What the path of a segment means: which field it is in, and which blocks."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Model
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField


def trail(model: type[Model], field_path: str) -> list[Any]:
    """The field and the blocks in it, from the outermost; what is gone ends it."""
    name, _dot, rest = field_path.partition(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return []
    if isinstance(field, models.ManyToOneRel):
        return [field, *trail(field.related_model, rest)]
    if isinstance(field, StreamField):
        return [field, *_blocks(field.stream_block, rest)]
    return [field]


def _blocks(block: Any, path: str) -> list[Any]:
    found: list[Any] = []
    for name in path.split("."):
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        else:
            block = getattr(block, "child_blocks", {}).get(name)
        if block is None:
            break
        found.append(block)
    return found


def label(model: type[Model], field_path: str) -> str:
    """`Body / Quote / Said by`, as the editor's form names them."""
    names: list[str] = []
    inside: Any = None
    for each in trail(model, field_path):
        if not isinstance(inside, blocks.ListBlock):  # items are named by what they hold
            names.append(_name(each))
        inside = each
    return " / ".join(name for name in names if name)


def _name(definition: Any) -> str:
    if isinstance(definition, blocks.Block):
        return str(capfirst(definition.label))
    if isinstance(definition, models.ManyToOneRel):
        return str(capfirst(definition.related_model._meta.verbose_name_plural))
    return str(capfirst(definition.verbose_name))


def longest(model: type[Model], field_path: str) -> int | None:
    """How many characters the text may have; None where nobody said."""
    found = trail(model, field_path)
    if not found:
        return None
    last = found[-1]
    if isinstance(last, blocks.CharBlock | blocks.TextBlock):
        return last.field.max_length
    limit = getattr(last, "max_length", None) if isinstance(last, models.Field) else None
    return limit if isinstance(limit, int) else None
