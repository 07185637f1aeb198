"""Which part of a page or snippet it is that cannot be read, as the editor's form names it."""

from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments.extract import extract_segments

from cms.localization.definitions import label


def unreadable_place(instance: Any) -> str:
    """`Body / Quote (2)`, counted among all blocks; empty if everything can be read."""
    try:
        extract_segments(instance)
    except Exception:
        return _first_unreadable(instance)
    return ""


def _first_unreadable(instance: Any) -> str:
    model = type(instance)
    for translatable in get_translatable_fields(model):
        field = translatable.get_field(model)
        value = field.value_from_object(instance)
        if not hasattr(field, "get_translatable_segments") or _is_readable(field, value):
            continue
        for number, raw in enumerate(value.raw_data if isinstance(value, StreamValue) else (), 1):
            if not _is_readable(field, _alone(field, raw)):
                return f"{label(model, field.name + '.' + raw['type'])} ({number})"
        return label(model, field.name)
    return ""


def _alone(field: StreamField, raw: Any) -> StreamValue:
    return StreamValue(field.stream_block, [raw], is_lazy=True)


def _is_readable(field: Any, value: Any) -> bool:
    try:
        field.get_translatable_segments(value)
    except Exception:
        return False
    return True
