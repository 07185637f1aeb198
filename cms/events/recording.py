"""Writes the log: compares what the public was told with what is to be told now."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any, TypeVar

from django.apps import apps
from django.db import transaction
from django.db.models import F, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page

from cms.core.visibility import branch
from cms.events.models import Action, Change, Head, PublicThing, Thing
from cms.events.naming import name_all
from cms.events.recorded import files, recorded_models
from cms.events.states import Difference, Now, State
from cms.events.touched import Touched

_AT_ONCE = 500
_SWITCHES = (Action.PUBLISHED, Action.UNPUBLISHED, Action.DELETED)
_T = TypeVar("_T")


def record(touched: Touched) -> None:
    """Append what the public will see differently once this transaction is committed."""
    if touched:
        Recording(touched).run()


def reconcile() -> int:
    """Find and append what happened behind the log's back: SQL, `update()`, fixtures, or all that
    was there before it. Returns the number of changes.
    """
    with transaction.atomic():
        recording = Recording(Touched())
        recording.run_over_everything()
    return recording.number


class Recording:
    """One comparison, in the transaction that is about to be committed.

    The lock on the log's head is held until then: whoever compares next sees all of this one.
    """

    def __init__(self, touched: Touched) -> None:
        self.head, _made = Head.objects.select_for_update().get_or_create(pk=1)
        self.touched = touched
        self.now = Now()
        self.number = 0  # of changes
        self.branches: set[str] = set()
        self.switched: set[int] = set()  # pages that appeared, or went

    def run(self) -> None:
        self._tell(self._of_pages(self.touched.pages | self.touched.branches))
        if self.touched.sites:
            self._tell(self._of_all_pages())
        else:
            for path in _outermost(self.branches):
                below = Page.objects.filter(branch(path)).order_by("path")
                self._tell(self._of_others(below.values_list("pk", flat=True)))
        self._touch_redirects()
        for model, ids in self.touched.by_model().items():
            self._tell(self._of_things(model, ids, is_touched=True))
        if self.touched.collections:
            self._tell(self._of_collections())

    def run_over_everything(self) -> None:
        self._tell(self._of_all_pages())
        for model in recorded_models():
            told = PublicThing.objects.filter(type=model._meta.label)
            ids = {
                *told.values_list("object_id", flat=True),
                *model._default_manager.values_list("pk", flat=True),
            }
            self._tell(self._of_things(model, ids, is_touched=False))

    # what is compared

    def _of_pages(self, ids: Iterable[int]) -> Iterator[Difference]:
        """These pages; notes the branches that change with them."""
        for part in _parts(sorted(ids)):
            for difference, path in self._compared(part):
                if path and (
                    difference.is_moved or difference.thing.object_id in self.touched.branches
                ):
                    self.branches.add(path)
                yield difference

    def _of_all_pages(self) -> Iterator[Difference]:
        told = _told_of_pages().values_list("object_id", flat=True)
        return self._of_others(sorted({*told, *Page.objects.values_list("pk", flat=True)}))

    def _of_others(self, ids: Iterable[int]) -> Iterator[Difference]:
        """Pages that have not been touched themselves."""
        done = self.touched.pages | self.touched.branches
        for part in _parts(pk for pk in ids if pk not in done):
            for difference, _path in self._compared(part):
                yield difference

    def _compared(self, ids: list[int]) -> Iterator[tuple[Difference, str | None]]:
        """With the tree path of a page that has others below it."""
        told = {row.object_id: row for row in _told_of_pages().filter(object_id__in=ids)}
        found = self.now.of_pages(Page.objects.filter(pk__in=ids).order_by())
        states = {page.pk: (page, state) for page, state in found}
        for pk in ids:
            page, state = states.get(pk, (None, None))
            if pk in told or state:
                is_touched = pk in self.touched.pages or pk in self.touched.reordered
                path = page.path if page and page.numchild else None
                yield Difference(told.get(pk), state, is_touched), path

    def _of_things(
        self, model: type[Any], ids: Iterable[int], *, is_touched: bool
    ) -> Iterator[Difference]:
        for part in _parts(sorted(ids)):
            rows = PublicThing.objects.filter(type=model._meta.label, object_id__in=part)
            told = {row.object_id: row for row in rows}
            states = {state.object_id: state for state in self.now.of_things(model, part)}
            for pk in part:
                if pk in told or pk in states:
                    yield Difference(told.get(pk), states.get(pk), is_touched)

    def _of_collections(self) -> Iterator[Difference]:
        """The files in them and in those below, which may be private now, or no longer."""
        collections = Collection.objects.filter(pk__in=self.touched.collections)
        for path in _outermost(collections.values_list("path", flat=True)):
            for model in files():
                inside = model._default_manager.filter(collection__path__startswith=path)
                ids = inside.order_by("pk").values_list("pk", flat=True)
                yield from self._of_things(model, ids, is_touched=False)

    def _touch_redirects(self) -> None:
        """Those are public that lead to something public."""
        for part in _parts(sorted(self.switched)):
            leading = Redirect.objects.filter(redirect_page__in=part)
            found = leading.order_by("pk").values_list("pk", flat=True)
            self.touched.things.update((Redirect, pk) for pk in found)

    # what is written

    def _tell(self, differences: Iterable[Difference]) -> None:
        for part in _parts(differences):
            self._write(part)

    def _write(self, differences: list[Difference]) -> None:
        seen = [each for one in differences if one.action for each in one.as_told()]
        changes = [
            Change(
                sequence=number,
                at=self.now.moment,
                action=each.action,
                previous_html_path=each.previous_path or "",
                version=secrets.token_hex(8),
                tags=tags,
                user_id=self.touched.user_id,
                **_identity(each.thing),
            )
            for number, (each, tags) in enumerate(
                zip(seen, name_all(seen, self.touched.reordered), strict=True),
                self.head.sequence + 1,
            )
        ]
        Change.objects.bulk_create(changes)
        Head.objects.update(sequence=F("sequence") + len(changes))
        self.head.sequence += len(changes)
        self.number += len(changes)
        self.switched.update(
            each.thing.object_id
            for each in seen
            if each.action in _SWITCHES and issubclass(apps.get_model(each.thing.type), Page)
        )
        _remember(differences, {(each.type, each.object_id): each.version for each in changes})


def _remember(differences: list[Difference], versions: dict[tuple[str, int], str]) -> None:
    """Note what has been told, and what the clock will have to tell."""
    told, gone = [], []
    for each in differences:
        after, before = each.after, each.before
        if after and (after.visible or after.due):
            known = before.version if before else ""
            version = versions.get((after.type, after.object_id), known)
            told.append(PublicThing(**asdict(after), version=version))
        elif before:
            gone.append(before.pk)
    PublicThing.objects.bulk_create(
        told,
        update_conflicts=True,
        unique_fields=["type", "object_id"],
        update_fields=[
            field.name
            for field in PublicThing._meta.concrete_fields
            if field.name not in ("id", "type", "object_id")
        ],
    )
    PublicThing.objects.filter(pk__in=gone).delete()


def _identity(thing: State | PublicThing) -> dict[str, Any]:
    names = (field.name for field in Thing._meta.fields if field.name != "version")
    return {name: getattr(thing, name) for name in names}


def _told_of_pages() -> QuerySet[PublicThing]:
    types = [model._meta.label for model in apps.get_models() if issubclass(model, Page)]
    return PublicThing.objects.filter(type__in=types)


def _outermost(paths: Iterable[str]) -> list[str]:
    """Tree paths that are not below another of them."""
    outer: list[str] = []
    for path in sorted(paths):
        if not outer or not path.startswith(outer[-1]):
            outer.append(path)
    return outer


def _parts(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
