"""Compares what the public was told with what it is to be told now."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page

from cms.core.visibility import branch
from cms.events.models import PublicThing
from cms.events.recorded import files
from cms.events.states import Difference, Now, State

AT_ONCE = 500
_T = TypeVar("_T")


class Comparison:
    """Of one moment, with all that has been committed, or done in this transaction, until then.

    Gives a difference for each thing that was told of, or is there; most are none.
    """

    def __init__(self) -> None:
        self.now = Now()

    def of_pages(
        self, ids: Iterable[int], touched: Container[int] = frozenset()
    ) -> Iterator[tuple[Difference, str | None]]:
        """With the tree path of a page that has others below it."""
        for part in parts(ids):
            told = {row.object_id: row for row in told_of_pages().filter(object_id__in=part)}
            found = self.now.of_pages(Page.objects.filter(pk__in=part).order_by())
            states = {page.pk: (page, state) for page, state in found}
            for pk in part:
                page, state = states.get(pk, (None, None))
                path = page.path if page and page.numchild else None
                for difference in _differences(told.get(pk), state, pk in touched):
                    yield difference, path

    def of_things(
        self, model: type[Any], ids: Iterable[int], *, is_touched: bool
    ) -> Iterator[Difference]:
        for part in parts(ids):
            rows = PublicThing.objects.filter(type=model._meta.label, object_id__in=part)
            told = {row.object_id: row for row in rows}
            states = {state.object_id: state for state in self.now.of_things(model, part)}
            for pk in part:
                yield from _differences(told.get(pk), states.get(pk), is_touched)


def _differences(
    before: PublicThing | None, after: State | None, is_touched: bool
) -> Iterator[Difference]:
    """What goes to another site or language is told as going and as coming: who reads of one of
    them alone hears nothing else."""
    if before and after and before.visible and after.visible and _place(before) != _place(after):
        yield Difference(before, replace(after, visible=False), is_touched)
        yield Difference(None, after, is_touched)
    elif before or after:
        yield Difference(before, after, is_touched)


def _place(thing: PublicThing | State) -> tuple[int | None, str]:
    return thing.tree_id, thing.locale


def all_pages() -> Iterator[int]:
    """All that are there, or were told of."""
    for part in in_order(Page.objects.all(), told_of_pages()):
        yield from part


def in_order(things: QuerySet[Any], told: QuerySet[PublicThing]) -> Iterator[list[int]]:
    """The ids of both, in parts; each is looked up when its turn comes."""
    last = 0
    while True:
        there = things.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        known = told.filter(object_id__gt=last).order_by("object_id")
        ids = {*there[:AT_ONCE], *known.values_list("object_id", flat=True)[:AT_ONCE]}
        if not ids:
            return
        part = sorted(ids)[:AT_ONCE]
        yield part
        last = part[-1]


def below(paths: Iterable[str]) -> Iterator[int]:
    """All pages of these branches."""
    for path in outermost(paths):
        pages = Page.objects.filter(branch(path)).order_by("path")
        yield from pages.values_list("pk", flat=True).iterator(AT_ONCE)


def files_below(collections: Iterable[int]) -> Iterator[tuple[type[Any], Iterable[int]]]:
    """The files in these collections and in those below."""
    found = Collection.objects.filter(pk__in=collections)
    for path in outermost(found.values_list("path", flat=True)):
        for model in files():
            inside = model._default_manager.filter(collection__path__startswith=path)
            yield model, inside.order_by("pk").values_list("pk", flat=True).iterator(AT_ONCE)


def redirects_to(pages: Iterable[int]) -> Iterator[int]:
    """Which lead nowhere while their page is not public."""
    for part in parts(pages):
        found = Redirect.objects.filter(redirect_page__in=part).order_by("pk")
        yield from found.values_list("pk", flat=True)


def told_of_pages() -> QuerySet[PublicThing]:
    types = [model._meta.label for model in apps.get_models() if issubclass(model, Page)]
    return PublicThing.objects.filter(type__in=types)


def outermost(paths: Iterable[str]) -> list[str]:
    """Tree paths that are not below another of them."""
    outer: list[str] = []
    for path in sorted(paths):
        if not outer or not path.startswith(outer[-1]):
            outer.append(path)
    return outer


def parts(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while part := list(islice(rest, AT_ONCE)):
        yield part
