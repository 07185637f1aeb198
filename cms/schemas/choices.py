"""What an editor has chosen in child rows: read for many instances and many relations at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Model

from cms.core import plain_sql

_KEPT = "_stored_choices"  # an instance's attribute, filled by `load`


@dataclass(frozen=True)
class Choice:
    """The things that the ordered child rows of a relation point to."""

    relation: str
    parent: ForeignKey[Any, Any]  # from a row to what it belongs to
    target: ForeignKey[Any, Any]  # from a row to what is chosen

    @classmethod
    def of(cls, model: type[Model], relation: str, target: str) -> "Choice":
        rows: Any = model._meta.get_field(relation)
        return cls(relation, rows.field, rows.related_model._meta.get_field(target))

    def made_in(self, instance: Any) -> list[Any]:
        """Primary keys of the chosen things, in order."""
        kept = getattr(instance, _KEPT, {})
        if self in kept:
            return list(kept[self])
        rows = getattr(instance, self.relation).all()
        ordered = sorted(rows, key=lambda row: row.sort_order or 0)
        return [getattr(row, self.target.attname) for row in ordered]

    def select(self, number: int, instances: list[Any]) -> str:
        rows = self.target.model
        names = (self.parent.name, "sort_order", rows._meta.pk.name, self.target.name)
        columns = ", ".join(plain_sql.column(rows, name) for name in names)
        wanted = plain_sql.one_of(rows, self.parent.name, instances)
        return f"SELECT {number}, {columns} FROM {plain_sql.table(rows)} WHERE {wanted}"  # noqa: S608


def load(instances: Iterable[Any], choices: Iterable[Choice]) -> None:
    """Read the choices made in stored instances of one type: one query.

    Unsaved instances, and those with unsaved rows, keep what they have.
    """
    choices = list(dict.fromkeys(choices))
    stored = {each.pk: each for each in instances if each.pk and not _is_edited(each, choices)}
    if not stored or not choices:
        return
    for instance in stored.values():
        vars(instance).setdefault(_KEPT, {}).update({choice: [] for choice in choices})
    selects = [choice.select(number, list(stored)) for number, choice in enumerate(choices)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), [*stored] * len(choices))
        rows = sorted(cursor.fetchall(), key=lambda row: (row[2] or 0, row[3]))
    for number, owner, _order, _pk, chosen in rows:
        getattr(stored[owner], _KEPT)[choices[number]].append(chosen)


def _is_edited(instance: Any, choices: list[Choice]) -> bool:
    edited = getattr(instance, "_cluster_related_objects", {})
    return any(choice.relation in edited for choice in choices)
