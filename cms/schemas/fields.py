"""Model fields as nodes."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.contacts.fields import LanguagesField
from cms.schemas import nodes
from cms.schemas.blocks import DocumentNode, ImageNode, LiteralType, PageNode, compile_block
from cms.schemas.nodes import Node, Scalar
from cms.schemas.rich_text import RichTextNode

NodeFactory = Callable[[Any], Node]
_factories: dict[type[models.Field], NodeFactory] = {}


class UnknownFieldError(TypeError):
    """A field of a kind for which nobody said what the API delivers."""


def register(*field_classes: type[models.Field]) -> Callable[[NodeFactory], NodeFactory]:
    """Decorator: the factory makes the node of fields of those classes and their subclasses."""

    def keep(factory: NodeFactory) -> NodeFactory:
        for field_class in field_classes:
            if not (isinstance(field_class, type) and issubclass(field_class, models.Field)):
                raise TypeError(f"{field_class!r} is no field class.")
            if field_class in _factories:
                raise ValueError(f"{field_class.__name__} has a node already.")
            _factories[field_class] = factory
        return factory

    return keep


def compile_field(field: models.Field) -> Node:
    """The node of a model field; UnknownFieldError if none of its classes is registered."""
    for field_class in type(field).__mro__:
        if field_class in _factories:
            node = _factories[field_class](field)
            node.description = str(field.help_text or field.verbose_name).strip()
            return node
    raise UnknownFieldError(f"The API does not know fields of the class {type(field).__name__}.")


@register(models.CharField, models.TextField, models.UUIDField)
def text_node(field: Any) -> Node:
    if field.choices:
        values = [str(value) for value, _label in field.flatchoices if value not in ("", None)]
        return Scalar(LiteralType[tuple(values)], str, None if field.blank else values[0])
    return nodes.text()


@register(models.BooleanField)
def boolean_node(field: Any) -> Node:
    return Scalar(bool, bool, None if field.null else False)


@register(models.IntegerField, models.AutoField)
def integer_node(field: Any) -> Node:
    return Scalar(int, int, None if field.null else 0)


@register(models.FloatField)
def float_node(field: Any) -> Node:
    return Scalar(float, float, None if field.null else 0.0)


@register(models.DecimalField)
def decimal_node(field: Any) -> Node:
    return Scalar(str, str, None if field.null else "0")


class Always(Node):
    """A field that always holds something."""

    def __init__(self, annotation: Any) -> None:
        self.annotation = annotation

    def build(self, raw: Any, source: Any) -> Any:
        return nodes.iso(raw)


@register(models.DateField)
def date_node(field: Any) -> Node:
    return nodes.moment(datetime.date) if field.null else Always(datetime.date)


@register(models.DateTimeField)
def datetime_node(field: Any) -> Node:
    return nodes.moment(datetime.datetime) if field.null else Always(datetime.datetime)


@register(models.TimeField)
def time_node(field: Any) -> Node:
    return nodes.moment(datetime.time) if field.null else Always(datetime.time)


@register(RichTextField)
def rich_text_node(field: Any) -> Node:
    return RichTextNode()


@register(StreamField)
def stream_node(field: Any) -> Node:
    return compile_block(field.stream_block)


@register(LanguagesField)
def languages_node(field: Any) -> Node:
    return Scalar(list[str], lambda raw: [str(code) for code in raw], [])


@register(models.ForeignKey)
def foreign_key_node(field: Any) -> Node:
    from cms.schemas.models import SnippetNode  # models compile fields

    model = field.related_model
    if issubclass(model, AbstractImage):
        return ImageNode()
    if issubclass(model, AbstractDocument):
        return DocumentNode()
    if issubclass(model, Page):
        return PageNode()
    return SnippetNode(model)
