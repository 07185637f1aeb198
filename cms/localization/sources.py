"""Reading what a source says: its texts, and all else that its translations take from it."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

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
    StringSegment,
    TemplateSegment,
    TranslatableObject,
    TranslationSource,
    get_schema_version,
)

from cms.localization.segment_rows import Rows, write_segments

_RELATED: dict[type[BaseSegment], tuple[str, ...]] = {
    StringSegment: ("context", "string"),
    TemplateSegment: ("context", "template"),
    RelatedObjectSegment: ("context", "object__content_type"),
    OverridableSegment: ("context",),
}


class Content:
    """What a source says, as it was last read."""

    def __init__(self, source: TranslationSource, now: Any = None) -> None:
        """`now`: the page or snippet, of which others may have changed the draft since."""
        self.source, self._now = source, now

    @cached_property
    def instance(self) -> Any:
        """The page or snippet; raises SourceDeletedError if it is gone."""
        if isinstance(self._now, Page):
            return self._now.with_content_json(json.loads(self.source.content_json))
        return self.source.as_instance()

    @cached_property
    def segments(self) -> Rows:
        return {
            model: list(
                model.objects.filter(source=self.source).select_related(*related).order_by("order")
            )
            for model, related in _RELATED.items()
        }


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

    content: Content
    before: list[Text]
    after: list[Text]
    fields: list[str]  # the names of those whose content is another

    @property
    def is_another(self) -> bool:
        """Whether translations have something to follow."""
        return bool(self.fields) or _said(self.before) != _said(self.after)


def content_of(instance: Any) -> Content:
    """Of a page or snippet as a source; it is read if it is new as one."""
    if isinstance(instance, Page):
        instance = instance.specific
    key, locale = instance.translation_key, instance.locale_id
    known = TranslationSource.objects.filter(object_id=key, locale=locale).first()
    if known is not None:
        return Content(known)
    model = instance.get_translation_model()
    thing = TranslatableObject(
        translation_key=key, content_type=ContentType.objects.get_for_model(model)
    )
    TranslatableObject.objects.bulk_create([thing], ignore_conflicts=True)
    source = TranslationSource(
        object=thing,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(type(instance)),
    )
    return read(source).content


@transaction.atomic
def read(source: TranslationSource) -> Reading:
    """Take in what the page or snippet says now; what it said before is forgotten by that.

    Raises the model's DoesNotExist if it is gone.
    """
    instance = source.get_source_instance()
    is_new = source.pk is None
    previous = {} if is_new else json.loads(source.content_json)
    before = [] if is_new else texts_of(source)
    source.content_json = _content(instance)
    source.schema_version = schema_version(instance)
    source.object_repr = str(instance)[:200]
    source.last_updated_at = timezone.now()
    source.save()
    content = Content(source)
    content.instance = instance
    content.segments = write_segments(source, instance, is_new=is_new)
    after = [
        Text(row.order, row.context_id, row.context.path, row.string_id, row.string.data)
        for row in content.segments[StringSegment]
    ]
    fields = _changed(type(instance), previous, json.loads(source.content_json))
    return Reading(content, before, after, fields if previous else [])


def schema_version(thing: Any) -> str:
    """Of the tables of its app, as they were when this process first asked."""
    return _schema_version(thing._meta.app_label)


@cache
def _schema_version(app_label: str) -> str:
    return str(get_schema_version(app_label))


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
