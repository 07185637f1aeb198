"""Reads the content log, and writes down who is to be told of each change."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from threading import Event

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.trees import Forest
from cms.events import log
from cms.events.models import Change
from cms.webhooks.bodies import RESYNC, event_of, message_about, message_without_change
from cms.webhooks.models import Cursor, Delivery, Endpoint, Message

logger = logging.getLogger(__name__)

_AT_ONCE = 500


def fan_out(stopping: Event) -> None:
    """All that is new in the log; safe in several workers at once, and when killed at any time."""
    while not stopping.is_set() and _is_behind() and _next_part():
        pass


def _is_behind() -> bool:
    """Asked without a transaction, which would keep writers on SQLite waiting each time."""
    cursor = Cursor.objects.first()
    return cursor is not None and cursor.sequence != log.newest()


def _next_part() -> bool:
    """Write down a part and that it is, in one transaction; true if there may be more."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update(skip_locked=True).first()
        if cursor is None:  # another worker is at it
            return False
        endpoints = list(Endpoint.objects.all())
        try:
            changes = log.after(cursor.sequence, _AT_ONCE) if endpoints else []
        except log.TooOldError:
            changes = []
            _tell_of_gap(endpoints, cursor.sequence)
        _write(changes, endpoints)
        cursor.sequence = changes[-1].sequence if changes else log.newest()
        cursor.save()
    return len(changes) == _AT_ONCE


def _write(changes: list[Change], endpoints: list[Endpoint]) -> None:
    if not changes:
        return
    forest = Forest.load()
    sites_of = defaultdict(set)
    for tree in forest.trees:
        sites_of[tree.root_id].add(tree.site.pk)
    messages, deliveries = [], []
    for change in changes:
        sites = sites_of.get(change.tree_id or 0)
        told = [each for each in endpoints if _wants(each, change, sites)]
        if told:
            message = message_about(change, [site.pk for site in forest.sites])
            messages.append(message)
            deliveries += _deliveries(message, told)
    Message.objects.bulk_create(messages)
    Delivery.objects.bulk_create(deliveries)


def _wants(endpoint: Endpoint, change: Change, sites: set[int] | None) -> bool:
    """What belongs to no site or language, or to a site that is gone, concerns everybody."""
    return (
        change.sequence > endpoint.since
        and event_of(change) in endpoint.events
        and (not endpoint.sites or sites is None or not sites.isdisjoint(endpoint.sites))
        and (not endpoint.locales or not change.locale or change.locale in endpoint.locales)
    )


def _tell_of_gap(endpoints: list[Endpoint], sequence: int) -> None:
    """The log no longer has what comes next, or never had this number."""
    newest = log.newest()
    logger.error(
        "The content log does not go on from %d; receivers are told to start over at %d",
        sequence,
        newest,
    )
    if endpoints:
        title = _("Changes were missed; start over")
        data = {"cursor": str(newest)}
        message = message_without_change(RESYNC, title, timezone.now(), data)
        message.save(force_insert=True)
        Delivery.objects.bulk_create(_deliveries(message, endpoints))


def _deliveries(message: Message, endpoints: Iterable[Endpoint]) -> list[Delivery]:
    return [Delivery(message=message, endpoint=each, thing=message.thing) for each in endpoints]
