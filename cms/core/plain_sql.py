"""Look-ups of which every answer is made, in plain SQL.

They are the same each time, and Django takes ten times as long to put such a question as a
database takes to answer it. What depends on parameters, or on what somebody declared, is asked
through Django.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from django.db import connection


def load(
    model: Any,
    condition: str,
    parameters: Sequence[Any],
    columns: tuple[str, ...] = (),
    also: tuple[tuple[str, str], ...] = (),
) -> list[Any]:
    """The rows that fit, in any order; other columns than those named are loaded when used.

    `also` names expressions, which become attributes.
    """
    manager = model._default_manager
    if _is_filtered(model):
        found = manager.order_by().extra(dict(also), [condition], parameters)  # noqa: S610
        return list(found)
    return list(manager.raw(f"{_select(model, columns, also)} WHERE {condition}", parameters))


def one_of(model: Any, name: str, values: Collection[Any]) -> str:
    """The condition that a column has one of these values, for as many parameters."""
    if not values:
        return "1 = 0"
    return f"{column(model, name)} IN ({', '.join(['%s'] * len(values))})"


def versions_of(model: Any, wanted: str) -> str:
    """The condition that something is a translation of what fits the other condition."""
    key = column(model, "translation_key")
    return f"{key} IN (SELECT {key} FROM {table(model)} WHERE {wanted})"  # noqa: S608


@cache
def column(model: Any, name: str) -> str:
    """A field's column with its table, quoted."""
    field: Any = model._meta.get_field(name)
    return f"{table(field.model)}.{quoted(field.column)}"


@cache
def table(model: Any) -> str:
    return quoted(model._meta.db_table)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@cache
def _is_filtered(model: Any) -> bool:
    """Whether somebody wrote a manager that leaves some rows out."""
    return bool(model._default_manager.all().query.has_filters())


@cache
def _select(model: Any, names: tuple[str, ...], also: tuple[tuple[str, str], ...]) -> str:
    """`SELECT … FROM …` of a model, joined with those that it extends."""
    fields = [
        field.name for field in model._meta.concrete_fields if not names or field.name in names
    ]
    columns = ", ".join(
        [column(model, name) for name in fields]
        + [f"{expression} AS {quoted(name)}" for name, expression in also]
    )
    return f"SELECT {columns} FROM {_joined(model)}"  # noqa: S608


def _joined(model: Any) -> str:
    concrete: Any = model._meta.concrete_model
    joined = table(concrete)
    for parent, link in concrete._meta.parents.items():
        if link is not None and link.model is concrete:
            on = f"{column(parent, parent._meta.pk.name)} = {column(concrete, link.name)}"
            joined = f"{joined} JOIN {_joined(parent)} ON {on}"
    return joined
