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
from cms.schemas import descriptions, nodes
from cms.schemas.blocks import DocumentNode, ImageNode, LiteralType, PageNode, compile_block
from cms.schemas.naming import camel, place
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
            node.description = descriptions.of_field(field, node.facts)
            return node
    raise UnknownFieldError(f"The API does not know fields of the class {type(field).__name__}.")


def _scalar(annotation: Any, convert: Any, empty: Any, facts: str) -> Node:
    node = Scalar(annotation, convert, empty)
    node.facts = facts
    return node


@register(models.CharField, models.TextField, models.UUIDField)
def text_node(field: Any) -> Node:
    if field.choices:
        labels = [(str(value), label) for value, label in field.flatchoices if value]
        values = tuple(value for value, _label in labels)
        empty = None if field.blank else values[0]
        node = nodes.choice(values, LiteralType[values], empty)
        node.facts = descriptions.choice_facts(labels)
        return node
    return _scalar(str, str, "", _text_facts(field, "Plain text"))


@register(models.EmailField)
def email_node(field: Any) -> Node:
    return _scalar(str, str, "", _text_facts(field, "An e-mail address"))


@register(models.URLField)
def address_node(field: Any) -> Node:
    return _scalar(str, str, "", _text_facts(field, "An address"))


def _text_facts(field: Any, kind: str) -> str:
    return descriptions.text_facts(kind, field.max_length, field.blank)


@register(models.BooleanField)
def boolean_node(field: Any) -> Node:
    return _scalar(bool, bool, None if field.null else False, "Yes or no")


@register(models.IntegerField, models.AutoField)
def integer_node(field: Any) -> Node:
    return _scalar(int, int, None if field.null else 0, "A whole number")


@register(models.FloatField)
def float_node(field: Any) -> Node:
    return _scalar(float, float, None if field.null else 0.0, "A number")


@register(models.DecimalField)
def decimal_node(field: Any) -> Node:
    empty = None if field.null else "0"
    return _scalar(str, str, empty, "A decimal number, as text to keep its digits")


class Always(Node):
    """A moment that always holds something."""

    def __init__(self, annotation: Any) -> None:
        self.annotation = annotation
        self.facts = nodes.MOMENT_FACTS[annotation]

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
    # the block's own label is nobody's: the field's says more
    with place(camel(field.name)):
        return compile_block(field.stream_block)


@register(LanguagesField)
def languages_node(field: Any) -> Node:
    return _scalar(
        list[str], lambda raw: [str(code) for code in raw], [], "Language codes, as `fr`"
    )


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
