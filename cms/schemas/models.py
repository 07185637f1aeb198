"""Pages and snippets: what the API says of them, from their `api_fields` alone."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model
from pydantic import BaseModel, Field
from wagtail.api import APIField
from wagtail.models import Page

from cms.core.api_fields import ImageAPIField, RelatedAPIField
from cms.schemas import shapes, tables, vocabulary  # noqa: F401  # the last two register nodes
from cms.schemas.blocks import LiteralType, list_of
from cms.schemas.fields import compile_field
from cms.schemas.naming import make_shape
from cms.schemas.nodes import Collector, Node, Reference, Source


class FieldNode(Node):
    """A model's field, read from the instance."""

    def __init__(self, model: type[Model], name: str) -> None:
        self.field = model._meta.get_field(name)
        self.node = compile_field(self.field)
        self.annotation, self.description = self.node.annotation, self.node.description

    def stored(self, instance: Model) -> Any:
        return self.field.value_from_object(instance)

    def collect(self, raw: Any, into: Collector) -> None:
        self.node.collect(self.stored(raw), into)

    def build(self, raw: Any, source: Source) -> Any:
        return self.node.build(self.stored(raw), source)


class ImageFieldNode(FieldNode):
    """An image with alt text and credit from fields beside it."""

    def __init__(self, model: type[Model], declared: ImageAPIField) -> None:
        super().__init__(model, declared.name)
        self.alt, self.credit = declared.alt, declared.credit

    def build(self, raw: Any, source: Source) -> Any:
        alt = getattr(raw, self.alt) if self.alt else None
        credit = getattr(raw, self.credit) if self.credit else None
        return source.image(self.stored(raw), alt=alt or None, credit=credit or None)


class RelatedNode(Node):
    """Ordered child rows, as the things they point to."""

    def __init__(self, model: type[Model], declared: RelatedAPIField) -> None:
        self.relation, self.attribute = declared.relation, declared.attribute
        rows = model._meta.get_field(declared.relation).related_model
        self.target: ForeignKey[Any, Any] = rows._meta.get_field(declared.target)
        self.node = compile_field(self.target)
        self.description = f"The chosen {self.target.verbose_name}s, in order."
        if self.attribute:
            attribute = compile_field(self.target.related_model._meta.get_field(self.attribute))
            self.annotation = list_of(attribute)
            self.description = f"The {self.attribute} of each {self.target.verbose_name}."
        else:
            self.annotation = list_of(self.node)

    def chosen(self, instance: Any) -> list[Any]:
        rows = getattr(instance, self.relation).all()
        ordered = sorted(rows, key=lambda row: row.sort_order or 0)
        return [getattr(row, self.target.attname) for row in ordered]

    def collect(self, raw: Any, into: Collector) -> None:
        for pk in self.chosen(raw):
            self.node.collect(pk, into)

    def build(self, raw: Any, source: Source) -> list[Any]:
        built = [self.node.build(pk, source) for pk in self.chosen(raw)]
        seen = [value for value in built if value is not None]
        return [value[self.attribute] for value in seen] if self.attribute else seen


def _node(model: type[Model], declared: APIField) -> Node:
    if isinstance(declared, RelatedAPIField):
        return RelatedNode(model, declared)
    if isinstance(declared, ImageAPIField):
        return ImageFieldNode(model, declared)
    return FieldNode(model, declared.name)


class FieldSet(Node):
    """Some fields of an instance, as an object."""

    def __init__(self, fields: dict[str, Node]) -> None:
        self.fields = fields

    @property
    def relations(self) -> list[str]:
        """Child relations to load for many instances at once."""
        found = {node.relation for node in self.fields.values() if isinstance(node, RelatedNode)}
        return sorted(found)

    def collect(self, raw: Any, into: Collector) -> None:
        for node in self.fields.values():
            node.collect(raw, into)

    def build(self, raw: Any, source: Source) -> dict[str, Any]:
        return {name: node.build(raw, source) for name, node in self.fields.items()}


class ObjectNode(FieldSet):
    """A page or snippet: its declared fields; the API adds `id` and `meta`."""

    def __init__(
        self, name: str, model: type[Model], fields: dict[str, Node], meta: type[BaseModel]
    ) -> None:
        super().__init__(fields)
        self.model = model
        label = model._meta.label
        own_meta = make_shape(
            f"{name}Meta",
            {
                key: (info.annotation, Field(description=info.description))
                for key, info in meta.model_fields.items()
            }
            | {"type": (LiteralType[label], Field(description=f"Always `{label}`."))},
        )
        head: dict[str, Any] = {"id": (int, Field(description="The id, unlike any other's."))}
        if issubclass(model, Page):
            head["title"] = (str, Field(description="The title, which every page has."))
        self.annotation = make_shape(
            name,
            head
            | {"meta": (own_meta, Field(description="What is true of every one of its kind."))}
            | {
                key: (node.annotation, Field(description=node.description or key))
                for key, node in fields.items()
            },
            str(getattr(model, "page_description", "") or model._meta.verbose_name),
        )


def declared_fields(model: type[Model]) -> dict[str, APIField]:
    """A model's `api_fields` by name. `title` stands on every page without being declared."""
    return {
        field.name: field
        for field in APIField.get_fields_for_model(model)
        if not (field.name == "title" and issubclass(model, Page))
    }


def _fields(model: type[Model], names: list[str] | None = None) -> dict[str, Node]:
    declared = declared_fields(model)
    if names is not None:
        unknown = set(names) - set(declared)
        if unknown:
            raise FieldDoesNotExist(
                f"{model._meta.label}.api_card_fields names what api_fields does not: "
                + ", ".join(sorted(unknown))
            )
        declared = {name: declared[name] for name in names}
    return {name: _node(model, field) for name, field in declared.items()}


F = TypeVar("F", bound=Callable[..., Any])


def once(compile_model: F) -> F:
    """Compiles each model once; `functools.cache` alone would lose the types."""
    return cast(F, cache(compile_model))


def _base_name(model: type[Model]) -> str:
    return str(model._meta.object_name)


@once
def page_detail(model: type[Page]) -> ObjectNode:
    """All that the API says of a page of this type."""
    return ObjectNode(f"{_base_name(model)}Detail", model, _fields(model), shapes.PageDetailMeta)


@once
def page_summary(model: type[Page]) -> ObjectNode:
    """What lists say of a page of this type."""
    names = list(getattr(model, "api_card_fields", []))
    return ObjectNode(
        f"{_base_name(model)}Summary", model, _fields(model, names), shapes.PageSummaryMeta
    )


@once
def snippet(model: type[Model]) -> ObjectNode:
    """All that the API says of a snippet of this type."""
    return ObjectNode(_base_name(model), model, _fields(model), shapes.SnippetMeta)


class SnippetNode(Reference):
    """A chosen snippet, in place."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.target = snippet(model).annotation
        self.annotation = self.target | None

    def collect(self, raw: Any, into: Collector) -> None:
        into.snippet(self.model, raw)

    def build(self, raw: Any, source: Source) -> Any:
        return source.snippet(self.model, raw)
