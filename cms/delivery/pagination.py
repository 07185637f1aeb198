"""Lists in parts: an order that is total, and cursors that say where a part ended.

A cursor holds the sort values of the last item given, so the next part is found by an index
and not by counting: it costs the same however deep, and what is published in between neither
shifts nor repeats an item.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import DateField, F, Field, Model, Q, QuerySet

from cms.delivery.errors import ParameterError
from cms.delivery.parameters import PagingParameters, check_text

MAX_ORDERS = 5


@dataclass(frozen=True)
class Key:
    """One field to order by."""

    name: str  # as the database knows it
    backwards: bool
    field: Field[Any, Any]

    def expression(self) -> Any:
        nulls: Any = {"nulls_last": True} if self.field.null else {}
        return F(self.name).desc(**nulls) if self.backwards else F(self.name).asc(**nulls)

    def after(self, value: Any) -> Q:
        """What stands behind a value; nothing stands behind null."""
        if value is None:
            return Q(pk__in=[])
        behind = Q(**{f"{self.name}__{'lt' if self.backwards else 'gt'}": value})
        return behind | Q(**{f"{self.name}__isnull": True}) if self.field.null else behind

    def at(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True} if value is None else {self.name: value})

    def any(self) -> Q:
        """Every date, in a form by which SQLite sees that the index on it is in order."""
        return Q(**{f"{self.name}__gte": date.min}) if type(self.field) is DateField else Q()

    def from_there_on(self, value: Any) -> Q:
        """Repeats what `after` and `at` say together, in a form for which an index serves."""
        if value is None or self.field.null:
            return Q()
        return Q(**{f"{self.name}__{'lte' if self.backwards else 'gte'}": value})


class Order:
    """A total order of a model's rows: the named fields, then the primary key."""

    def __init__(self, model: type[Model], text: str, allowed: dict[str, str]) -> None:
        """Reads `-date,title`; `allowed` maps names to database fields. 422 for others."""
        self.text = text
        parts = [part.strip() for part in text.split(",")]
        for part in parts:
            if part.removeprefix("-") not in allowed:
                name, known = part.removeprefix("-"), ", ".join(allowed)
                raise ParameterError("order", f"knows no {name!r}; there are: {known}")
        if len(parts) > MAX_ORDERS:
            raise ParameterError("order", f"takes {MAX_ORDERS} fields at most")
        keys = [(allowed[part.removeprefix("-")], part.startswith("-")) for part in parts]
        if "pk" not in dict(keys):
            keys.append(("pk", False))
        self.keys = [Key(name, backwards, _field(model, name)) for name, backwards in keys]

    def part(
        self, queryset: QuerySet[Any], parameters: PagingParameters
    ) -> tuple[list[Any], str | None]:
        """The asked for rows in this order, and the cursor of the rows after them, if any."""
        ordered = queryset.order_by(*(key.expression() for key in self.keys))
        if parameters.cursor is None:
            ordered = ordered.filter(self.keys[0].any())
        else:
            if parameters.offset:
                raise ParameterError("offset", "cannot stand beside a cursor")
            ordered = ordered.filter(self.behind(self.decode(parameters.cursor)))
        end = parameters.offset + parameters.limit
        rows = list(ordered[parameters.offset : end + 1])
        chosen = rows[: parameters.limit]
        return chosen, self.encode(chosen[-1]) if len(rows) > len(chosen) else None

    def behind(self, values: list[Any]) -> Q:
        """All that comes after a row with these values."""
        found, same_so_far = Q(), Q()
        for key, value in zip(self.keys, values, strict=True):
            found |= same_so_far & key.after(value)
            same_so_far &= key.at(value)
        return self.keys[0].from_there_on(values[0]) & found

    def encode(self, row: Any) -> str:
        values = [attrgetter(key.name.replace("__", "."))(row) for key in self.keys]
        texts = [
            None if value is None else key.field.value_to_string(_Holder(key.field, value))
            for key, value in zip(self.keys, values, strict=True)
        ]
        content = json.dumps([self.text, *texts], separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")

    def decode(self, cursor: str) -> list[Any]:
        """The sort values in a cursor; 422 for one that was not made by `encode` here."""
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            text, *texts = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
            if text != self.text or len(texts) != len(self.keys):
                raise ParameterError("cursor", "belongs to a list in another order")
            return [_read(key.field, value) for key, value in zip(self.keys, texts, strict=True)]
        except (binascii.Error, ValueError, TypeError, ValidationError, RecursionError) as error:
            raise ParameterError("cursor", "is not one that this API gave") from error


class _Holder:
    """What `Field.value_to_string` wants: an object that has the field's attribute."""

    def __init__(self, field: Field[Any, Any], value: Any) -> None:
        setattr(self, field.attname, value)


def _read(field: Field[Any, Any], value: Any) -> Any:
    if value is None:
        if not field.null:
            raise ValueError(value)
        return None
    if not isinstance(value, str):
        raise ValueError(value)
    check_text(value)
    read = field.to_python(value)
    field.run_validators(read)
    return read


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    while getattr(field, "remote_field", None) and field.primary_key:  # a child's link to Page
        field = field.target_field
    if not isinstance(field, Field):
        raise FieldDoesNotExist(name)
    return field
