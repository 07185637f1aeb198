"""Writes the log: what the public is to be told now, and was not told before."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.events.comparing import (
    Comparison,
    all_pages,
    below,
    files_below,
    parts,
    redirects_to,
)
from cms.events.models import Action, Change, PublicThing, Thing
from cms.events.naming import name_all
from cms.events.numbering import locked_head
from cms.events.redirecting import Moved, lead_on
from cms.events.states import Difference
from cms.events.touched import Touched, by_model
from cms.events.within import public_changes


def record(touched: Touched) -> int:
    """Append what the public will see differently once this transaction is committed.

    Returns the number of changes.
    """
    return Recording(touched).run() if touched else 0


class Recording:
    """One comparison, in the transaction that is about to be committed.

    The lock on the log's head is held until then: whoever compares next sees all of this one.
    """

    def __init__(self, touched: Touched) -> None:
        self.head = locked_head()
        self.touched = touched
        self.comparison = Comparison()
        self.branches: set[str] = set()
        self.switched: set[int] = set()  # pages that have another path, or appeared, or went
        self.moved: list[Moved] = []

    def run(self) -> int:
        start = self.head.sequence
        for differences in self._all():
            for part in parts(differences):
                self._write(part)
        return self.head.sequence - start

    def _all(self) -> Iterator[Iterable[Difference]]:
        """One after the other: what follows depends on what came before."""
        touched = self.touched
        yield self._of_pages(sorted(touched.pages | touched.branches))
        done = touched.pages | touched.branches
        others = all_pages() if touched.sites else below(self.branches)
        yield self._of_pages(pk for pk in others if pk not in done)
        self._mind_redirects()
        for model, ids in by_model(touched.things).items():
            yield self.comparison.of_things(model, ids, is_touched=True)
        for model, ids in by_model(touched.shown - touched.things).items():
            if model is Page:
                yield (difference for difference, _path in self.comparison.of_pages(ids))
            else:
                yield self.comparison.of_things(model, ids, is_touched=False)
        for model, inside in files_below(touched.collections):
            yield self.comparison.of_things(model, inside, is_touched=False)
        for language in sorted({language for _model, _pk, language in touched.worded}):
            worded = {(model, pk) for model, pk, other in touched.worded if other == language}
            for model, ids in by_model(worded).items():
                for difference in self.comparison.of_things(model, ids, is_touched=True):
                    yield [replace(difference, language=language)]

    def _mind_redirects(self) -> None:
        """Those from old paths; and those are public that lead to something public."""
        new = lead_on(self.moved, self.comparison.now.forest)
        self.touched.things.update((Redirect, pk) for pk in new)
        self.touched.shown.update((Redirect, pk) for pk in redirects_to(sorted(self.switched)))

    def _of_pages(self, ids: Iterable[int]) -> Iterator[Difference]:
        """These pages; notes the branches that change with them."""
        changed = self.touched.pages | self.touched.reordered
        for difference, path in self.comparison.of_pages(ids, changed):
            pk = difference.thing.object_id
            if difference.is_moved:
                self.switched.add(pk)
            if difference.action == Action.MOVED:
                self.moved.append(_moved(difference))
            if path and (difference.is_moved or pk in self.touched.branches):
                self.branches.add(path)
            yield difference

    def _write(self, differences: list[Difference]) -> None:
        seen = [each for each in differences if each.action]
        named = name_all(seen, self.touched.reordered, self.touched.orphaned) if seen else []
        changes = [
            Change(
                sequence=number,
                at=self.comparison.now.moment,
                action=each.action,
                previous_html_path=each.previous_path or "",
                version=secrets.token_hex(8),
                tags=tags,
                user_id=self.touched.user_id,
                **_identity(each),
            )
            for number, (each, tags) in enumerate(
                zip(seen, named, strict=True), self.head.sequence + 1
            )
        ]
        if changes:
            Change.objects.bulk_create(changes)
            public_changes.send(sender=None, changes=changes)
            self.head.sequence += len(changes)
            self.head.save(update_fields=["sequence"])
        _remember(differences, {(each.type, each.object_id): each.version for each in changes})


def _moved(difference: Difference) -> Moved:
    thing = difference.thing
    return Moved(thing.object_id, thing.tree_id or 0, difference.previous_path or "")


def _remember(differences: list[Difference], versions: dict[tuple[str, int], str]) -> None:
    """Note what has been told, and what the clock will have to tell."""
    told: dict[tuple[str, int], PublicThing] = {}
    gone = []
    for each in differences:
        after, before = each.after, each.before
        if after and (after.visible or after.due):
            name = (after.type, after.object_id)
            if name in versions or not each.is_as_told:
                version = versions.get(name, before.version if before else "")
                told[name] = PublicThing(**asdict(after), version=version)
        elif before:
            gone.append(before.pk)
    PublicThing.objects.filter(pk__in=gone).delete()
    PublicThing.objects.bulk_create(
        told.values(),
        update_conflicts=True,
        unique_fields=["type", "object_id"],
        update_fields=[
            field.name
            for field in PublicThing._meta.concrete_fields
            if field.name not in ("id", "type", "object_id")
        ],
    )


def _identity(difference: Difference) -> dict[str, Any]:
    names = (field.name for field in Thing._meta.fields if field.name != "version")
    identity = {name: getattr(difference.thing, name) for name in names}
    return {**identity, "locale": difference.language or identity["locale"]}
