"""Reading what a source says: its texts, and all else that its translations take from it.

wagtail-localize does the same (`TranslationSource.refresh_segments`), with four queries for each
text. Here it is a dozen for a page of any length, and segments keep their ids, so that an editor
that is open somewhere goes on working. Unnecessary as soon as it reads in bulk itself.
"""

import json
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
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
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Text:
    """A text of a source, and where it stands."""

    order: int
    context_id: int
    path: str
    string_id: int
    data: str


@dataclass(frozen=True)
class Reading:
    """What a source said before, and says now."""

    source: TranslationSource
    before: list[Text]
    after: list[Text]
    fields: list[str]  # the names of those whose content is another

    @property
    def is_another(self) -> bool:
        """Whether translations have something to follow."""
        return bool(self.fields) or _said(self.before) != _said(self.after)


def source_of(instance: Any) -> TranslationSource:
    """The record of a page or snippet as a source; it is read if it is new."""
    if isinstance(instance, Page):
        instance = instance.specific
    thing, _created = TranslatableObject.objects.get_or_create_from_instance(instance)
    try:
        return TranslationSource.objects.get(object=thing, locale=instance.locale_id)
    except TranslationSource.DoesNotExist:
        source = TranslationSource(
            object=thing,
            locale=instance.locale,
            specific_content_type=ContentType.objects.get_for_model(type(instance)),
        )
        read(source)
        return source


@transaction.atomic
def read(source: TranslationSource) -> Reading:
    """Take in what the page or snippet says now; what it said before is forgotten by that.

    Raises the model's DoesNotExist if it is gone.
    """
    instance = source.get_source_instance()
    previous = json.loads(source.content_json) if source.pk else {}
    source.content_json = _content(instance)
    source.schema_version = get_schema_version(instance._meta.app_label)
    source.object_repr = str(instance)[:200]
    source.last_updated_at = timezone.now()
    source.save()
    before = texts_of(source)
    _Segments(source).write()
    fields = _changed(type(instance), previous, json.loads(source.content_json))
    return Reading(source, before, texts_of(source), fields if previous else [])


def texts_of(source: TranslationSource) -> list[Text]:
    """Its texts, in the order in which they stand."""
    names = ("order", "context_id", "context__path", "string_id", "string__data")
    rows = StringSegment.objects.filter(source=source).order_by("order").values_list(*names)
    return [Text(*row) for row in rows]


def _content(instance: Any) -> str:
    if isinstance(instance, ClusterableModel):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _changed(model: type[Model], before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The fields of which translations take something, and that have other content."""
    names = [field.field_name for field in get_translatable_fields(model)]
    return [name for name in names if _plain(before.get(name)) != _plain(after.get(name))]


def _plain(value: Any) -> Any:
    """Content without what saving it gives it: streams as what they hold, rows without keys."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    if isinstance(value, list):
        return [
            {name: part for name, part in each.items() if name != "pk"}
            if isinstance(each, dict)
            else each
            for each in value
        ]
    return value


def _said(texts: list[Text]) -> list[tuple[str, str]]:
    return [(text.path, text.data) for text in texts]


class _Segments:
    """The rows of a source's segments, brought to what it says."""

    def __init__(self, source: TranslationSource) -> None:
        self.source = source
        self.instance = source.as_instance()
        self.values: dict[type[Any], list[Any]] = defaultdict(list)
        for value in extract_segments(self.instance):
            self.values[type(value)].append(value)

    def write(self) -> None:
        contexts = self._contexts()
        strings, templates, objects = self._strings(), self._templates(), self._objects()
        kinds: list[tuple[Any, Any, list[str], Callable[[Any], dict[str, Any]]]] = [
            (
                StringSegment,
                StringSegmentValue,
                ["string_id"],
                lambda text: {
                    "string_id": strings[text.string.data],
                    "attrs": _json(text.attrs),
                },
            ),
            (
                TemplateSegment,
                TemplateSegmentValue,
                [],
                lambda html: {"template_id": templates[html.format, html.template]},
            ),
            (
                RelatedObjectSegment,
                RelatedObjectSegmentValue,
                [],
                lambda chosen: {"object_id": objects[chosen.translation_key]},
            ),
            (
                OverridableSegment,
                OverridableSegmentValue,
                [],
                lambda shared: {"data_json": _json(shared.data)},
            ),
        ]
        for model, kind, same, content in kinds:
            rows = [
                model(
                    source=self.source,
                    context_id=contexts[value.path],
                    order=value.order,
                    **content(value),
                )
                for value in self.values[kind]
            ]
            self._keep(model, rows, ["context_id", *same])

    def _keep(self, model: Any, wanted: list[BaseSegment], same: list[str]) -> None:
        """Have just these rows; one that is the same by these columns keeps its id."""

        def place(row: Any) -> tuple[Any, ...]:
            return tuple(getattr(row, name) for name in same)

        there: dict[tuple[Any, ...], deque[Any]] = defaultdict(deque)
        for row in model.objects.filter(source=self.source).order_by("order"):
            there[place(row)].append(row)
        names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        new, changed = [], []
        for each in wanted:
            if not (rows := there[place(each)]):
                new.append(each)
                continue
            row = rows.popleft()
            if any(getattr(row, name) != getattr(each, name) for name in names):
                each.pk = row.pk
                changed.append(each)
        gone = [row.pk for rows in there.values() for row in rows]
        if gone:
            model.objects.filter(pk__in=gone).delete()
        model.objects.bulk_update(changed, [name.removesuffix("_id") for name in names])
        model.objects.bulk_create(new)

    def _contexts(self) -> dict[str, int]:
        paths = {value.path: None for values in self.values.values() for value in values}
        wanted = [
            TranslationContext(
                object_id=self.source.object_id,
                path=path,
                path_id=TranslationContext._get_path_id(path),
            )
            for path in paths
        ]
        found = _got_or_made(
            TranslationContext.objects.filter(object_id=self.source.object_id),
            "path_id",
            wanted,
            self._place,
        )
        return {each.path: found[each.path_id].pk for each in wanted}

    def _place(self, context: Any) -> None:
        """Say which field and blocks it is in; a later read need not look."""
        context.save = lambda **kwargs: None  # it would, one by one
        context.get_field_path(self.instance)
        del context.save

    def _strings(self) -> dict[str, int]:
        texts = {value.string.data for value in self.values[StringSegmentValue]}
        wanted = [
            String(
                locale_id=self.source.locale_id, data=text, data_hash=String._get_data_hash(text)
            )
            for text in sorted(texts)
        ]
        strings = String.objects.filter(locale=self.source.locale_id)
        found = _got_or_made(strings, "data_hash", wanted)
        return {each.data: found[each.data_hash].pk for each in wanted}

    def _templates(self) -> dict[tuple[str, str], int]:
        wanted = {
            (value.format, value.template): Template(
                uuid=_template_id(value),
                template=value.template,
                template_format=value.format,
                string_count=value.string_count,
            )
            for value in self.values[TemplateSegmentValue]
        }
        found = _got_or_made(Template.objects.all(), "uuid", wanted.values())
        return {key: found[each.uuid].pk for key, each in wanted.items()}

    def _objects(self) -> dict[Any, Any]:
        wanted = {
            value.translation_key: TranslatableObject(
                translation_key=value.translation_key, content_type=value.content_type
            )
            for value in self.values[RelatedObjectSegmentValue]
        }
        _got_or_made(TranslatableObject.objects.all(), "translation_key", wanted.values())
        return {key: key for key in wanted}


def _got_or_made(
    rows: Any, key: str, wanted: Iterable[Row], prepare: Callable[[Row], None] | None = None
) -> dict[Any, Row]:
    """All of them by their key, the missing ones made; somebody else may make them meanwhile."""
    wanted = list(wanted)

    def found() -> dict[Any, Row]:
        keys = [getattr(each, key) for each in wanted]
        return {getattr(row, key): row for row in rows.filter(**{f"{key}__in": keys})}

    there = found() if wanted else {}
    missing = [each for each in wanted if getattr(each, key) not in there]
    if not missing:
        return there
    for each in missing if prepare else ():
        prepare(each)  # type: ignore[misc]
    rows.model.objects.bulk_create(missing, ignore_conflicts=True)
    return found()


def _template_id(value: Any) -> uuid.UUID:
    """As wagtail-localize's `Template.from_value` has it."""
    return uuid.uuid5(uuid.uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)
