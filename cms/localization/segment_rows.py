"""The rows of a source's segments, brought to what it says.

wagtail-localize does the same (`TranslationSource.refresh_segments`), with four queries for each
text. Here it is a dozen for a page of any length, and segments keep their ids, so that an editor
that is open somewhere goes on working. Unnecessary as soon as it writes in bulk itself.
"""

import json
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail_localize.models import (
    BaseSegment,
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from cms.localization.places import Places

Row = TypeVar("Row", bound=Model)
Rows = dict[type[BaseSegment], list[Any]]  # in their order


def write_segments(source: TranslationSource, instance: Any, *, is_new: bool) -> Rows:
    """Have just the segments of a page or snippet, with all that belongs to them loaded."""
    return _Segments(source, instance, is_new).write()


class _Segments:
    def __init__(self, source: TranslationSource, instance: Any, is_new: bool) -> None:
        self.source, self.instance, self.is_new = source, instance, is_new
        self.values: dict[type[Any], list[Any]] = defaultdict(list)
        for value in extract_segments(self.instance):
            self.values[type(value)].append(value)

    def write(self) -> Rows:
        contexts, objects = self._contexts(), self._objects()
        strings, templates = self._strings(), self._templates()
        kinds: list[tuple[Any, Any, list[str], Callable[[Any], dict[str, Any]]]] = [
            (
                StringSegment,
                StringSegmentValue,
                ["string_id"],
                lambda text: {"string": strings[text.string.data], "attrs": _json(text.attrs)},
            ),
            (
                TemplateSegment,
                TemplateSegmentValue,
                [],
                lambda html: {"template": templates[html.format, html.template]},
            ),
            (
                RelatedObjectSegment,
                RelatedObjectSegmentValue,
                [],
                lambda chosen: {"object": objects[chosen.translation_key]},
            ),
            (
                OverridableSegment,
                OverridableSegmentValue,
                [],
                lambda shared: {"data_json": _json(shared.data)},
            ),
        ]
        rows: Rows = {}
        for model, kind, same, content in kinds:
            rows[model] = [
                model(
                    source=self.source,
                    context=contexts[value.path],
                    order=value.order,
                    **content(value),
                )
                for value in sorted(self.values[kind], key=lambda value: value.order)
            ]
            self._keep(model, rows[model], ["context_id", *same])
        return rows

    def _keep(self, model: Any, wanted: list[BaseSegment], same: list[str]) -> None:
        """Have just these rows; one that is the same by these columns keeps its id."""

        def place(row: Any) -> tuple[Any, ...]:
            return tuple(getattr(row, name) for name in same)

        there: dict[tuple[Any, ...], deque[Any]] = defaultdict(deque)
        rows = model.objects.none() if self.is_new else model.objects.filter(source=self.source)
        for row in rows.order_by("order"):
            there[place(row)].append(row)
        names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        new, changed = [], []
        for each in wanted:
            if not (same_place := there[place(each)]):
                new.append(each)
                continue
            row = same_place.popleft()
            if any(getattr(row, name) != getattr(each, name) for name in names):
                each.pk = row.pk
                changed.append(each)
        gone = [row.pk for left in there.values() for row in left]
        if gone:
            model.objects.filter(pk__in=gone).delete()
        model.objects.bulk_update(changed, [name.removesuffix("_id") for name in names])
        model.objects.bulk_create(new)

    def _contexts(self) -> dict[str, TranslationContext]:
        paths = {value.path: None for values in self.values.values() for value in values}
        places = Places(self.instance)
        wanted = [
            TranslationContext(
                object_id=self.source.object_id,
                path=path,
                path_id=TranslationContext._get_path_id(path),
                field_path=places.named(path),
            )
            for path in paths
        ]
        contexts = TranslationContext.objects.filter(object_id=self.source.object_id)
        found = _got_or_made(contexts, ("object_id", "path_id"), wanted)
        return {each.path: found[each.path_id] for each in wanted}

    def _strings(self) -> dict[str, String]:
        texts = {value.string.data for value in self.values[StringSegmentValue]}
        wanted = [
            String(
                locale_id=self.source.locale_id, data=text, data_hash=String._get_data_hash(text)
            )
            for text in sorted(texts)
        ]
        strings = String.objects.filter(locale=self.source.locale_id)
        found = _got_or_made(strings, ("locale_id", "data_hash"), wanted)
        return {each.data: found[each.data_hash] for each in wanted}

    def _templates(self) -> dict[tuple[str, str], Template]:
        wanted = {
            (value.format, value.template): Template(
                uuid=_template_id(value),
                template=value.template,
                template_format=value.format,
                string_count=value.string_count,
            )
            for value in self.values[TemplateSegmentValue]
        }
        found = _got_or_made(Template.objects.all(), ("uuid",), wanted.values())
        return {key: found[each.uuid] for key, each in wanted.items()}

    def _objects(self) -> dict[Any, TranslatableObject]:
        wanted = {
            value.translation_key: TranslatableObject(
                translation_key=value.translation_key, content_type=value.content_type
            )
            for value in self.values[RelatedObjectSegmentValue]
        }
        TranslatableObject.objects.bulk_create(wanted.values(), ignore_conflicts=True)
        return wanted


def _got_or_made(rows: Any, keys: tuple[str, ...], wanted: Iterable[Row]) -> dict[Any, Row]:
    """All of them by the last of their unique columns, the missing ones made.

    Somebody else may make them meanwhile: then those are taken.
    """
    by_key = {getattr(each, keys[-1]): each for each in wanted}
    there = rows.filter(**{f"{keys[-1]}__in": by_key}) if by_key else ()
    found = {getattr(row, keys[-1]): row for row in there}
    missing = [each for key, each in by_key.items() if key not in found]
    rows.model.objects.bulk_create(
        missing, update_conflicts=True, unique_fields=keys, update_fields=keys[-1:]
    )
    return found | {getattr(each, keys[-1]): each for each in missing}


def _template_id(value: Any) -> uuid.UUID:
    """As wagtail-localize's `Template.from_value` has it."""
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)
