"""What stored content does not fit the blocks and fields of today.

Answers are right whatever is stored: what no longer has a place is left out, what is missing is
empty. So an editor loses content without a word when a developer renames a block. This walks the
stored form beside the blocks, and says each thing that the API drops or makes up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model
from django.utils import translation
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from cms.schemas.blocks import UnknownBlockError, choice_values, compile_block
from cms.schemas.fields import UnknownFieldError, compile_field
from cms.schemas.nodes import Collector, References, Scalar, as_id
from cms.schemas.rich_text import RichTextNode

Place = tuple[str | int, ...]
_EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Misfit:
    """One thing that does not fit, and where: a JSON pointer into the stored content."""

    place: Place
    message: str

    @property
    def pointer(self) -> str:
        return "".join(
            f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in self.place
        )


@dataclass
class Audit:
    """Walks the content of one page or snippet. `strict`: what is required must be there."""

    strict: bool
    misfits: list[Misfit] = field(default_factory=list)
    chosen: list[tuple[Place, type[Model], int]] = field(default_factory=list)  # to be looked up

    def field(self, model_field: Field, raw: Any) -> None:
        """A model's field with its stored value: a stream as the list that is in the database."""
        place: Place = (model_field.name,)
        if isinstance(model_field, StreamField):
            self.block(model_field.stream_block, raw, place, required=not model_field.blank)
        elif isinstance(model_field, RichTextField):
            self._rich_text(raw, place)
        elif model_field.many_to_one and as_id(raw) is not None:
            self.chosen.append((place, model_field.related_model, as_id(raw) or 0))
        elif model_field.choices and raw not in _EMPTY:
            self._field_choice(model_field, raw, place)
        if (
            self.strict
            and not model_field.blank
            and raw in _EMPTY
            and not model_field.has_default()
        ):
            self._say(place, "is required and empty")

    def block(self, block: Any, raw: Any, place: Place, *, required: bool | None = None) -> None:
        """A block with its stored value, and all below it."""
        required = _is_required(block) if required is None else required
        if raw in _EMPTY and not isinstance(block, blocks.BaseStructBlock):
            if self.strict and required:
                self._say(place, "is required and empty")
        elif isinstance(block, blocks.BaseStreamBlock):
            self._stream(block, raw, place)
        elif isinstance(block, ImageBlock) and not isinstance(raw, dict):
            self.block(block.child_blocks["image"], raw, (*place,))  # as ImageChooserBlock stored
        elif isinstance(block, blocks.BaseStructBlock):
            self._struct(block, raw, place)
        elif isinstance(block, blocks.ListBlock):
            self._list(block, raw, place)
        elif isinstance(block, BaseTypedTableBlock):
            self._table(block, raw, place)
        elif isinstance(block, blocks.ChooserBlock):
            self._choice_of_object(block, raw, place)
        elif isinstance(block, blocks.RichTextBlock):
            self._rich_text(raw, place)
        elif isinstance(block, blocks.MultipleChoiceBlock):
            self._choices(block, raw, place)
        else:
            self._value(block, raw, place)

    def _say(self, place: Place, message: str) -> None:
        self.misfits.append(Misfit(place, message))

    def _stream(self, block: Any, raw: Any, place: Place) -> None:
        if not isinstance(raw, list):
            return self._say(place, "is no list of blocks: nothing of it is delivered")
        for index, child in enumerate(raw):
            here = (*place, index)
            kind = child.get("type") if isinstance(child, dict) else None
            if kind not in block.child_blocks:
                self._say(
                    here, f"is a block of the type “{kind}”, which does not exist here: left out"
                )
                continue
            self.block(block.child_blocks[kind], child.get("value"), (*here, "value"))
        return None

    def _struct(self, block: Any, raw: Any, place: Place) -> None:
        if raw is None:
            raw = {}
        if not isinstance(raw, dict):
            return self._say(place, "is no group of fields: nothing of it is delivered")
        for name in raw.keys() - block.child_blocks.keys():
            self._say((*place, name), "is a field that does not exist any more: left out")
        for name, child in block.child_blocks.items():
            if name in raw:
                self.block(child, raw[name], (*place, name))
            elif _is_required(child):  # an optional one might as well have been left empty
                self._say((*place, name), "is missing, since the field is newer: delivered empty")
        return None

    def _list(self, block: Any, raw: Any, place: Place) -> None:
        if not isinstance(raw, list):
            return self._say(place, "is no list: nothing of it is delivered")
        for index, item in enumerate(raw):
            wrapped = isinstance(item, dict) and item.get("type") == "item"
            here = (*place, index, "value") if wrapped else (*place, index)
            self.block(block.child_block, item.get("value") if wrapped else item, here)
        return None

    def _table(self, block: Any, raw: Any, place: Place) -> None:
        if not isinstance(raw, dict):
            return self._say(place, "is no table: nothing of it is delivered")
        kinds = [column.get("type") for column in raw.get("columns") or []]
        for index, kind in enumerate(kinds):
            if kind not in block.child_blocks:
                here = (*place, "columns", index)
                self._say(
                    here, f"is a column of the type “{kind}”, which does not exist: left out"
                )
        for row_index, row in enumerate(raw.get("rows") or []):
            for index, (kind, cell) in enumerate(
                zip(kinds, row.get("values") or [], strict=False)
            ):
                if kind in block.child_blocks:
                    here = (*place, "rows", row_index, "values", index)
                    self.block(block.child_blocks[kind], cell, here)
        return None

    def _choice_of_object(self, block: Any, raw: Any, place: Place) -> None:
        if as_id(raw) is None:
            self._say(place, "names no object: delivered as null")
        else:
            model = resolve_model_string(block.target_model)  # documents name theirs
            self.chosen.append((place, model, as_id(raw) or 0))

    def _rich_text(self, raw: Any, place: Place) -> None:
        found = References()
        RichTextNode().collect(raw, Collector(found, ""))
        self.chosen += [(place, Page, pk) for pk, _language in sorted(found.pages)]
        self.chosen += [(place, get_image_model(), pk) for pk in sorted(found.images)]
        self.chosen += [(place, get_document_model(), pk) for pk in sorted(found.documents)]

    def _choices(self, block: Any, raw: Any, place: Place) -> None:
        values = choice_values(block)
        for index, each in enumerate(raw if isinstance(raw, list) else [raw]):
            if values and str(each) not in values:
                self._say((*place, index), f"“{each}” can no longer be chosen: left out")

    def _value(self, block: Any, raw: Any, place: Place) -> None:
        try:
            node = compile_block(block)
        except UnknownBlockError:  # a system check says so
            return
        if isinstance(node, Scalar):
            self._scalar(node, raw, place)

    def _field_choice(self, model_field: Field, raw: Any, place: Place) -> None:
        try:
            node = compile_field(model_field)
        except UnknownFieldError:
            return
        if isinstance(node, Scalar):
            self._scalar(node, raw, place)

    def _scalar(self, node: Scalar, raw: Any, place: Place) -> None:
        try:
            node.convert(raw)
        except (TypeError, ValueError):
            instead = "null" if node.empty is None else f"“{node.empty}”"
            shown = str(raw)[:60]
            self._say(place, f"“{shown}” is no value of this field: delivered as {instead}")


def _is_required(block: Any) -> bool:
    if isinstance(block, blocks.ListBlock):
        return bool(block.meta.min_num)
    return bool(getattr(block, "required", False))


def gone(audits: list[Audit]) -> Iterator[tuple[Audit, Misfit]]:
    """What was chosen and deleted since; one query for each model."""
    wanted: dict[type[Model], set[int]] = {}
    for audit in audits:
        for _place, model, pk in audit.chosen:
            wanted.setdefault(model, set()).add(pk)
    there = {
        model: set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True))
        for model, pks in wanted.items()
    }
    for audit in audits:
        for place, model, pk in audit.chosen:
            if pk not in there[model]:
                with translation.override(None):
                    name = model._meta.verbose_name
                yield (
                    audit,
                    Misfit(place, f"refers to {name} {pk}, which is gone: left out, or null"),
                )
