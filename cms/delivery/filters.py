"""Filters by a page type's own fields: generated from its `api_fields`, and nothing else.

Only what an answer shows can be asked for, so no filter tells what is not public.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from pydantic import BeforeValidator, Field
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from cms.delivery.errors import ParameterError
from cms.delivery.parameters import MAX_VALUES, Name
from cms.delivery.scope import Scope
from cms.schemas.models import FieldNode, RelatedNode, delivered_pages, page_detail

_ORDERED = ("gt", "gte", "lt", "lte")
_WORDS = {
    "": "Only pages in which this is",
    "gt": "Only pages in which this is greater than",
    "gte": "Only pages in which this is at least",
    "lt": "Only pages in which this is less than",
    "lte": "Only pages in which this is at most",
    "in": "Only pages in which this is one of these, separated by commas or repeated",
}
_PLAIN = (
    models.BooleanField,
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.DecimalField,
    models.DateField,
    models.TimeField,
)
_SORTABLE = (models.DateField, models.TimeField, models.IntegerField, models.CharField)


@dataclass(frozen=True)
class Lookup:
    """One filter: `date__gte` of a field."""

    field: models.Field[Any, Any]
    kind: str  # "", "gt" … "in"

    @property
    def parameter(self) -> str:
        return f"{self.field.name}__{self.kind}" if self.kind else self.field.name

    def condition(self, values: list[str]) -> Q:
        """422 for a value that the field cannot have."""
        read = [self._read(value) for value in values]
        name = f"{self.field.name}__{self.kind or 'exact'}"
        return Q(**{name: read if self.kind == "in" else read[0]})

    def _read(self, value: str) -> Any:
        choices = [str(choice) for choice, _label in self.field.flatchoices]
        if choices and value not in choices:
            raise ParameterError(self.parameter, f"must be one of: {', '.join(choices)}")
        try:
            read = self.field.to_python(value)
            self.field.run_validators(read)
        except (ValidationError, OverflowError, ArithmeticError) as error:
            messages = " ".join(getattr(error, "messages", ["is no possible value"]))
            raise ParameterError(self.parameter, messages) from error
        if read is None:
            raise ParameterError(self.parameter, "is no possible value")
        return read


def plain_fields(model: type[Page]) -> dict[str, models.Field[Any, Any]]:
    """The declared fields of a type that hold one plain value each."""
    return {
        name: node.field
        for name, node in page_detail(model).fields.items()
        if isinstance(node, FieldNode)
        and isinstance(node.field, _PLAIN)
        and not isinstance(node.field, RichTextField | StreamField)
    }


def sortable_fields(model: type[Page]) -> dict[str, str]:
    """Those that lists can be ordered by."""
    return {
        name: name
        for name, field in plain_fields(model).items()
        if isinstance(field, _SORTABLE) or field.choices
    }


def lookups(model: type[Page]) -> dict[str, Lookup]:
    """The filters of a page type, by parameter."""
    found = [
        Lookup(field, kind) for field in plain_fields(model).values() for kind in _kinds_for(field)
    ]
    return {lookup.parameter: lookup for lookup in found}


def _kinds_for(field: models.Field[Any, Any]) -> tuple[str, ...]:
    if isinstance(field, models.BooleanField):
        return ("",)
    if field.choices:
        return ("", "in")
    return ("", *_ORDERED, "in")


def _split(value: Any) -> Any:
    """`a,b` and `a`, `b` given one by one are the same."""
    return [part for each in value for part in each.split(",")] if value else value


Values = Annotated[list[Name], BeforeValidator(_split), Field(max_length=MAX_VALUES)]


def filter_parameters() -> dict[str, tuple[Any, Any]]:
    """The query parameters of all page types' filters, for a Pydantic model."""
    by_name: dict[str, list[tuple[type[Page], Lookup]]] = {}
    for model in delivered_pages():
        for name, lookup in lookups(model).items():
            by_name.setdefault(name, []).append((model, lookup))
    return {name: _parameter(uses) for name, uses in sorted(by_name.items())}


def _parameter(uses: list[tuple[type[Page], Lookup]]) -> tuple[Any, Any]:
    types = ", ".join(f"`{model._meta.label}`" for model, _lookup in uses)
    lookup = uses[0][1]
    label = f"`{lookup.field.name}` ({lookup.field.verbose_name})"
    text = f"{_WORDS[lookup.kind]}: {label}. Needs one `type`, of: {types}."
    if lookup.kind == "in":
        return Values, Field([], description=text)
    return Name | None, Field(None, description=text)


def by_own_fields(pages: QuerySet[Any], asked: dict[str, Any], model: type[Page] | None) -> Any:
    """Pages narrowed by the filters of their type; `asked` holds those that were given."""
    if asked and model is None:
        name = next(iter(asked))
        raise ParameterError(name, "needs one `type`, whose field it is")
    own = lookups(model) if model else {}
    for name, value in asked.items():
        if name not in own:
            label, known = model._meta.label if model else "", ", ".join(own)
            raise ParameterError(name, f"is no filter of {label}, which has: {known}")
        pages = pages.filter(own[name].condition(value if isinstance(value, list) else [value]))
    return pages


def by_tag(scope: Scope, pages: QuerySet[Any], names: list[str]) -> QuerySet[Any]:
    """Pages of any type that show one of these tags, or that tag in another language."""
    tagged = Q(pk__in=[])
    for model in delivered_pages():
        node = page_detail(model).fields.get("tags")
        if isinstance(node, RelatedNode):
            tagged |= Q(pk__in=_tagged(scope, model, node, names))
    return pages.filter(tagged)


def _tagged(scope: Scope, model: type[Page], node: RelatedNode, names: list[str]) -> Any:
    """The ids of a type's pages that carry one of these tags."""
    tag_model: Any = node.target.related_model
    scope.tags.listing(tag_model)
    tags = tag_model._default_manager.filter(**{f"{node.attribute}__in": names})
    if issubclass(tag_model, DraftStateMixin):
        tags = scope.visibility.snippets(tags)
    path, key = f"{node.relation}__{node.target.name}", "pk"
    if issubclass(tag_model, TranslatableMixin):
        path, key = f"{path}__translation_key", "translation_key"
    tagged: Any = model._default_manager.filter(**{f"{path}__in": tags.order_by().values(key)})
    return tagged.order_by().values("pk")
