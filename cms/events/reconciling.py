"""Finds what happened behind the log's back: SQL, `update()`, or all that was there before it."""

from collections.abc import Iterable, Iterator
from threading import Event
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from cms.events.comparing import Comparison, in_order, told_of_pages
from cms.events.models import PublicThing
from cms.events.recorded import recorded_models
from cms.events.recording import record
from cms.events.states import Difference
from cms.events.touched import Touched


def reconcile(stopping: Event | None = None) -> int:
    """Append what differs from what was told. Returns the number of changes.

    Looks without a lock, part by part, and tells of each part in a transaction of its own: nobody
    waits for long, and where nothing has happened nothing is written.
    """
    _forget_lost_types()
    found = 0
    for touched in _wrongly_told():
        if stopping and stopping.is_set():
            break
        with transaction.atomic():
            found += record(touched)
    return found


def tell_all() -> int:
    """Tell of everything as if it were new, whatever has been told: after SQL that wrote into
    content, which is not compared. Returns the number of changes."""
    found = 0
    for part in in_order(Page.objects.all(), told_of_pages()):
        with transaction.atomic():
            found += record(Touched(pages=set(part)))
    for model in recorded_models():
        for part in in_order(model._default_manager.all(), _told_of(model)):
            with transaction.atomic():
                found += record(Touched(things={(model, pk) for pk in part}))
    return found


def _wrongly_told() -> Iterator[Touched]:
    """In parts."""
    for part in in_order(Page.objects.all(), told_of_pages()):
        if wrong := _wrong(each for each, _path in Comparison().of_pages(part)):
            yield Touched(shown={(Page, pk) for pk in wrong})
    for model in recorded_models():
        for part in in_order(model._default_manager.all(), _told_of(model)):
            if wrong := _wrong(Comparison().of_things(model, part, is_touched=False)):
                yield Touched(shown={(model, pk) for pk in wrong})


def _wrong(differences: Iterable[Difference]) -> set[int]:
    """Of what has been told, or has to be."""
    return {
        each.thing.object_id
        for each in differences
        if not each.is_as_told and (each.before or each.action or (each.after and each.after.due))
    }


def _told_of(model: type[Any]) -> QuerySet[PublicThing]:
    return PublicThing.objects.filter(type=model._meta.label)


def _forget_lost_types() -> None:
    """What was told of models that are no more, and of which nobody can ask."""
    models = (*recorded_models(), *(each for each in apps.get_models() if issubclass(each, Page)))
    known = [model._meta.label for model in models]
    PublicThing.objects.exclude(type__in=known).delete()
