"""One number for all that is public, by which a copy elsewhere can prove that it is complete."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.models import Case, IntegerField, Subquery, Value, When

from cms.delivery.changes import Filter, Place, told_models
from cms.events.models import Change, Head


@dataclass(frozen=True)
class Digest:
    """One number for all that is public."""

    place: Place
    count: int
    digest: str


_computed: dict[tuple[Any, ...], Digest] = {}
_one_at_a_time = Lock()
_KEPT = 100  # of sites and languages
_AT_ONCE = 2000


def digest(wanted: Filter) -> Digest:
    """Reads all there is, so the last one is kept until something changes."""
    key = (wanted.scope.site.pk, *(tree.root_id for tree in wanted.scope.trees), wanted.locale)
    with _one_at_a_time:
        known = _computed.get(key)
        if known is None or known.place != Place.newest():
            if len(_computed) >= _KEPT:
                _computed.clear()
            known = _computed[key] = _compute(wanted)
        return known


def _compute(wanted: Filter) -> Digest:
    """Of one moment: in one statement, so that the digest and the cursor agree."""
    newest = Place.newest()
    count, number, summed = 0, newest.number, hashlib.sha256()
    for at, line in _lines(wanted):
        number = at
        summed.update(line)
        count += 1
    if number != newest.number:
        version = Change.objects.values_list("version", flat=True).get(sequence=number)
        newest = Place(number, version)
    return Digest(newest, count, summed.hexdigest())


def _lines(wanted: Filter) -> Iterator[tuple[int, bytes]]:
    """With the number of the newest change at that moment."""
    names = sorted(model._meta.label for model in told_models())
    rank = Case(  # databases sort texts by the rules of their language
        *(When(type=name, then=Value(place)) for place, name in enumerate(names)),
        default=Value(len(names)),
        output_field=IntegerField(),
    )
    number = Subquery(Head.objects.values("sequence")[:1])
    rows = wanted.things().annotate(number=number).order_by(rank, "object_id")
    columns = rows.values_list("number", "type", "object_id", "version")
    for newest, type_name, pk, version in columns.iterator(_AT_ONCE):
        yield newest, f"{type_name}:{pk}:{version}\n".encode()
