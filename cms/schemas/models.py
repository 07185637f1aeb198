"""Pages and snippets: what the API says of them, from their `api_fields` alone."""

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache
from typing import Any, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from pydantic import BaseModel, Field
from wagtail.api import APIField
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from cms.blocks.palettes import BodyBlock
from cms.core.api_fields import ImageAPIField, RelatedAPIField
from cms.schemas import descriptions, shapes, tables, vocabulary  # noqa: F401  # register nodes
from cms.schemas.blocks import LiteralType, UnknownBlockError, compile_block, list_of
from cms.schemas.choices import Choice
from cms.schemas.fields import UnknownFieldError, compile_field
from cms.schemas.naming import NameTakenError, camel, make_shape, outermost
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
        self.choice = Choice.of(model, declared.relation, declared.target)
        self.target = self.choice.target
        self.node = compile_field(self.target)
        several = descriptions.plural(self.target.related_model)
        self.description = (
            f"The chosen {several}, in the editor's order; hidden ones are left out."
        )
        if self.attribute:
            attribute = compile_field(self.target.related_model._meta.get_field(self.attribute))
            self.annotation = list_of(attribute)
            self.description = f"The {self.attribute} of each of the chosen {several}."
        else:
            self.annotation = list_of(self.node)

    def collect(self, raw: Any, into: Collector) -> None:
        for pk in self.choice.made_in(raw):
            self.node.collect(pk, into)

    def build(self, raw: Any, source: Source) -> list[Any]:
        built = [self.node.build(pk, source) for pk in self.choice.made_in(raw)]
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
    def choices(self) -> list[Choice]:
        """What is to be loaded for many instances at once."""
        return [node.choice for node in self.fields.values() if isinstance(node, RelatedNode)]

    def only(self, names: Collection[str] | None) -> "FieldSet":
        """These fields alone; itself for None."""
        if names is None:
            return self
        return FieldSet({name: node for name, node in self.fields.items() if name in names})

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
            str(meta.__doc__ or ""),
        )
        kind = "page" if issubclass(model, Page) else descriptions.singular(model)
        head: dict[str, Any] = {
            "id": (int, Field(description=f"The id, unlike any other {kind}'s.", examples=[42]))
        }
        if issubclass(model, Page):
            head["title"] = (str, Field(description="The page's title, as plain text."))
        self.annotation = make_shape(
            name,
            head
            | {"meta": (own_meta, Field(description=f"Type, language and such of the {kind}."))}
            | {
                key: (node.annotation, Field(description=node.description))
                for key, node in fields.items()
            },
            descriptions.of_model(model),
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
    """Compiles each model once, and all in one order, whichever is asked for first."""

    @cache
    def compile_in_place(model: type[Model]) -> Any:
        claim_names()
        with outermost(camel(model._meta.app_label), str(model._meta.object_name)):
            return compile_model(model)

    return cast(F, compile_in_place)


def delivered_pages() -> list[type[Page]]:
    """Page types that the API delivers: all but Wagtail's bare Page."""
    return [model for model in get_page_models() if model is not Page]


def delivered_snippets() -> list[type[Model]]:
    """Snippet types that say something in the API."""
    return [model for model in get_snippet_models() if getattr(model, "api_fields", None)]


_claimed: list[bool] = []


def claim_names() -> None:
    """Compile everything once, the shared vocabulary first: it has the short names.

    What cannot be compiled is passed over; the system checks say so.
    """
    if _claimed:
        return
    _claimed.append(True)
    compile_block(BodyBlock())
    models: list[tuple[type[Model], Any]] = [
        *((model, snippet) for model in sorted(delivered_snippets(), key=_label)),
        *((model, page_summary) for model in sorted(delivered_pages(), key=_label)),
        *((model, page_detail) for model in sorted(delivered_pages(), key=_label)),
    ]
    for model, compile_model in models:
        with suppress(UnknownBlockError, UnknownFieldError, FieldDoesNotExist, NameTakenError):
            compile_model(model)


def _label(model: type[Model]) -> str:
    return str(model._meta.label)


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
        kind = descriptions.singular(model)
        self.facts = f"The chosen {kind}; null if none is chosen or it is not public"

    def collect(self, raw: Any, into: Collector) -> None:
        into.snippet(self.model, raw)

    def build(self, raw: Any, source: Source) -> Any:
        return source.snippet(self.model, raw)
