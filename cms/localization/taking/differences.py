"""How two versions of one page or snippet differ, in all that translations are made of."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _
from wagtail import blocks
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from cms.localization.fields import StreamField
from cms.localization.segments.kinds import Kind
from cms.localization.segments.structures import Items, Struct, part
from cms.localization.segments.tables import TypedTable
from cms.localization.taking.contents import Canon, Groups, html

_NOT_CONTENT = {"go_live_at", "expire_at"}
_WORDS = {
    "text": _("“%(place)s”: the text does not fit its source."),
    "shared": _("“%(place)s” is the same in all languages."),
    "added": _("“%(place)s” is in this language alone."),
    "missing": _("“%(place)s” is missing in this language."),
    "moved": _("“%(place)s”: the parts stand in another order than in the source."),
}


@dataclass(frozen=True)
class Difference:
    path: str
    names: tuple[str, ...]
    what: str
    value: str  # that which differs from what the translations make

    def __str__(self) -> str:
        place = " / ".join(name for name in self.names if name)
        return _t(_WORDS[self.what]) % {"place": place}


class Comparison:
    """Between what translations make of a source, and what somebody made of it."""

    def __init__(self, expected: Groups, found: Groups, canon: Canon) -> None:
        self.expected, self.found, self.canon = expected, found, canon

    def of(
        self, expected: Any, found: Any, path: str = "", names: tuple[str, ...] = ()
    ) -> Iterator[Difference]:
        model = type(expected)
        for each in get_translatable_fields(model):
            field = each.get_field(model)
            if field.name in _NOT_CONTENT:
                continue
            here = f"{path}{field.name}"
            own = (*names, _name(model._meta.get_field(field.name)))
            if isinstance(field, StreamField):
                ours, theirs = (
                    field.named(field.value_from_object(one)) for one in (expected, found)
                )
                yield from self._block(field.stream_block, field.kind, ours, theirs, here, own)
            elif isinstance(field, models.ManyToOneRel):
                yield from self._rows(field, expected, found, here, own)
            elif not isinstance(field, models.ManyToManyField):
                ours, theirs = (field.value_from_object(one) for one in (expected, found))
                yield from self._leaf(ours, theirs, here, own)

    def _leaf(
        self, expected: Any, found: Any, path: str, names: tuple[str, ...]
    ) -> Iterator[Difference]:
        ours, theirs = self.expected.get(path, []), self.found.get(path, [])
        if ours or theirs:
            said = self.canon(theirs)
            if self.canon(ours) != said:
                yield Difference(path, names, "text", str(said))
        elif (expected or None) != (found or None):
            yield Difference(path, names, "shared", str(found))

    def _rows(
        self, field: Any, expected: Any, found: Any, path: str, names: tuple[str, ...]
    ) -> Iterator[Difference]:
        ours, theirs = (list(getattr(one, field.name).all()) for one in (expected, found))
        if not issubclass(field.related_model, TranslatableMixin):
            values = [[_row(each, field) for each in rows] for rows in (ours, theirs)]
            if values[0] != values[1]:
                yield Difference(path, names, "shared", str(values[1]))
            return
        known = {row.translation_key: row for row in ours}
        for row in theirs:
            if (twin := known.pop(row.translation_key, None)) is None:
                yield Difference(path, (*names, str(row)), "added", str(row))
            else:
                yield from self.of(twin, row, f"{path}.{row.translation_key}.", names)
        for row in known.values():
            yield Difference(path, (*names, str(row)), "missing", str(row))

    def _block(
        self,
        block: Any,
        kind: Kind,
        expected: Any,
        found: Any,
        path: str,
        names: tuple[str, ...],
    ) -> Iterator[Difference]:
        if isinstance(kind, TypedTable):
            if _plain(expected) != _plain(found):
                yield Difference(path, names, "text", str(_plain(found)))
        elif isinstance(kind, Struct):
            for name, child in kind.children.items():
                inner = block.child_blocks[name]
                values = (part(expected, name), part(found, name))
                own = (*names, _name(inner))
                yield from self._block(inner, child, *values, f"{path}.{name}", own)
        elif isinstance(kind, Items):
            yield from self._items(block, kind, expected or [], found or [], path, names)
        elif type(kind) is Kind:
            if (expected or None) != (found or None):
                yield Difference(path, names, "shared", str(found))
        else:
            yield from self._leaf(None, None, path, names)

    def _items(
        self,
        block: Any,
        kind: Items,
        expected: list[Any],
        found: list[Any],
        path: str,
        names: tuple[str, ...],
    ) -> Iterator[Difference]:
        ours = {(item["id"], item.get("type")): item for item in expected if "id" in item}
        theirs = {(item["id"], item.get("type")): item for item in found if "id" in item}
        for key, item in theirs.items():
            if key not in ours:
                own = (*names, _item_name(block, item))
                yield Difference(f"{path}.{key[0]}", own, "added", str(_plain(item)))
        for key, item in ours.items():
            if key not in theirs:
                own = (*names, _item_name(block, item))
                yield Difference(f"{path}.{key[0]}", own, "missing", "")
        common = [key for key in theirs if key in ours]
        if common != [key for key in ours if key in theirs]:
            yield Difference(path, names, "moved", str(common))
        for key in common:
            inner, child = _inner(block, theirs[key]), kind.child(theirs[key])
            if inner is None or child is None:
                continue
            own = names if isinstance(block, blocks.ListBlock) else (*names, _name(inner))
            values = (ours[key].get("value"), theirs[key].get("value"))
            yield from self._block(inner, child, *values, f"{path}.{key[0]}", own)


def _inner(block: Any, item: Any) -> Any:
    if isinstance(block, blocks.ListBlock):
        return block.child_block
    return block.child_blocks.get(item.get("type"))


def _item_name(block: Any, item: Any) -> str:
    inner = _inner(block, item)
    return _name(inner) if inner is not None else str(item.get("type"))


def _name(definition: Any) -> str:
    if isinstance(definition, blocks.Block):
        return str(capfirst(definition.label))
    if isinstance(definition, models.ManyToOneRel):
        return str(capfirst(definition.related_model._meta.verbose_name_plural))
    return str(capfirst(definition.verbose_name))


def _row(row: Any, relation: Any) -> dict[str, Any]:
    """What a row says; a chosen snippet is the same in every language."""
    values = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in {relation.field.name, "sort_order"}:
            continue
        if isinstance(field, models.ForeignKey) and issubclass(
            field.related_model, TranslatableMixin
        ):
            chosen = getattr(row, field.name)
            values[field.name] = str(chosen.translation_key) if chosen else None
        else:
            values[field.name] = field.value_from_object(row)
    return values


def _plain(value: Any) -> Any:
    """Stored values with their markup written in one way."""
    if isinstance(value, str):
        return html(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
