"""Publishes and expires content at its time.

In place of Wagtail's `publish_scheduled`, where two runs at once do everything twice, one item
that fails blocks all after it, and the expiry of a live version cancels the next one's schedule.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)

_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class Publication:
    """A revision that is to go live."""

    revision_id: int
    content_type_id: int
    object_id: str

    @classmethod
    def due(cls, now: datetime) -> Iterator["Publication"]:
        rows = Revision.objects.filter(approved_go_live_at__lte=now)
        rows = rows.order_by("approved_go_live_at", "pk")
        for row in rows.values_list("pk", "base_content_type_id", "object_id"):
            yield cls(*row)

    def carry_out(self, now: datetime) -> bool:
        model = ContentType.objects.get_for_id(self.content_type_id).model_class()
        if _locked(model, self.object_id) is None:
            return False
        due = Revision.objects.filter(pk=self.revision_id, approved_go_live_at__lte=now)
        revision = due.first()
        if revision is None:  # another worker was faster, or an editor cancelled it
            return False
        revision.publish(log_action="wagtail.publish.scheduled")
        return True


@dataclass(frozen=True)
class Expiry:
    """A live page or snippet whose time is over."""

    model: type[models.Model]
    pk: Any

    @classmethod
    def due(cls, now: datetime) -> Iterator["Expiry"]:
        for model in _models_with_drafts():
            rows = model._base_manager.filter(live=True, expire_at__lte=now).order_by("expire_at")
            for pk in rows.values_list("pk", flat=True):
                yield cls(model, pk)

    def carry_out(self, now: datetime) -> bool:
        thing = _locked(self.model, self.pk)
        if thing is None or not thing.live or not thing.expire_at or thing.expire_at > now:
            return False
        if isinstance(thing, Page):
            thing = thing.specific
        later = dict(
            Revision.objects.for_instance(thing)
            .filter(approved_go_live_at__gt=now)
            .values_list("pk", "approved_go_live_at")
        )
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for pk, go_live_at in later.items():  # which unpublishing has cancelled
            Revision.objects.filter(pk=pk).update(approved_go_live_at=go_live_at)
        return True


Item = Publication | Expiry


def _due(now: datetime) -> Iterator[Item]:
    """Expiries are looked up last: what has just gone live late may be over already."""
    yield from Publication.due(now)
    yield from Expiry.due(now)


@dataclass
class _Failure:
    pause: timedelta
    until: datetime


class Scheduler:
    """Carries out what is due, each item by itself, and lets failed ones rest for a while.

    Any number may run at once: an item is locked, and looked at again under the lock.
    """

    def __init__(self) -> None:
        self._failures: dict[Item, _Failure] = {}

    def run(self, stopping: Event | None = None) -> int:
        """One pass. Returns how many items failed in it."""
        now = timezone.now()
        failed = 0
        for item in _due(now):
            if stopping and stopping.is_set():
                break
            if item not in self._failures or self._failures[item].until <= now:
                failed += not self._attempt(item, now)
        return failed

    def _attempt(self, item: Item, now: datetime) -> bool:
        try:
            with transaction.atomic():
                done = item.carry_out(now)
        except Exception:
            pause = self._postpone(item, now)
            logger.exception("%s failed; next try in %d s", item, pause.total_seconds())
            return False
        self._failures.pop(item, None)
        if done:
            logger.info("%s done", item)
        return True

    def _postpone(self, item: Item, now: datetime) -> timedelta:
        last = self._failures.get(item)
        pause = min(last.pause * 2, _LONGEST_PAUSE) if last else _FIRST_PAUSE
        self._failures[item] = _Failure(pause, now + pause)
        return pause


def _models_with_drafts() -> list[type[models.Model]]:
    """Pages as one model, and every snippet that can be a draft."""
    snippets = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *snippets]


def _locked(model: type[models.Model], pk: Any) -> Any:
    """The row under a lock until the transaction ends; None while someone else holds it.

    SQLite needs no lock on a row: its immediate transactions come one after the other.
    """
    rows = model._base_manager.filter(pk=pk)
    found = rows.select_for_update(skip_locked=True, of=("self",)).first()
    if found is None and not rows.exists():
        raise model.DoesNotExist(f"{model.__name__} {pk} is gone")
    return found
