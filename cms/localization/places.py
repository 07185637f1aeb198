"""In which fields and blocks a text stands, by names: `body.quote.attribution`.

As wagtail-localize's `TranslationContext.get_field_path` has it, which loads all that blocks refer
to, and saves contexts one by one.
"""

from typing import Any

from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.models import TranslatableMixin

from cms.localization.fields import StreamField

_CONTAINERS = (blocks.StructBlock, blocks.StreamBlock, blocks.ListBlock)


class Places:
    """Of one page or snippet, or a row of it."""

    def __init__(self, instance: Any) -> None:
        self._instance = instance
        self._streams: dict[str, list[Any]] = {}
        self._rows: dict[str, dict[str, Places]] = {}

    def named(self, path: str) -> str:
        """For the path of a segment, which has ids of blocks and keys of rows."""
        name, _dot, rest = path.partition(".")
        field = self._instance._meta.get_field(name)
        if isinstance(field, StreamField):
            return ".".join((name, *_blocks(field.stream_block, self._stream(field), rest)))
        if field.one_to_many and _has_own_texts(field):
            key, _dot, rest = rest.partition(".")
            return f"{name}.{self._in_rows(name)[key].named(rest)}"
        return name

    def _stream(self, field: StreamField) -> list[Any]:
        if field.name not in self._streams:
            stream = field.value_from_object(self._instance)
            self._streams[field.name] = field.named(stream)
        return self._streams[field.name]

    def _in_rows(self, name: str) -> dict[str, "Places"]:
        if name not in self._rows:
            rows = getattr(self._instance, name).all()
            self._rows[name] = {str(row.translation_key): Places(row) for row in rows}
        return self._rows[name]


def _has_own_texts(relation: Any) -> bool:
    is_of_rows = isinstance(relation.remote_field, ParentalKey)
    return is_of_rows and issubclass(relation.related_model, TranslatableMixin)


def _blocks(block: Any, stored: Any, path: str) -> list[str]:
    first, _dot, rest = path.partition(".")
    if isinstance(block, blocks.StructBlock):
        name, child, value = first, block.child_blocks[first], stored.get(first)
    else:
        item = next(each for each in stored if each["id"] == first)
        is_list = isinstance(block, blocks.ListBlock)
        name = "item" if is_list else item["type"]
        child = block.child_block if is_list else block.child_blocks[name]
        value = item["value"]
    if isinstance(child, ImageBlock):
        return [name, rest]
    return [name, *_blocks(child, value, rest)] if isinstance(child, _CONTAINERS) else [name]
