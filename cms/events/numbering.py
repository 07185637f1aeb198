"""Whose turn it is to write, and from which number on."""

import time

from django.db.models import Max, QuerySet

from cms.events.models import Change, Head


def locked_head() -> Head:
    """The head of the log, nobody else's until this transaction ends."""
    rows = Head.objects.select_for_update().filter(pk=1)
    return rows.first() or _another(rows)


def _another(rows: QuerySet[Head]) -> Head:
    """In place of one that was lost: every reader has to start over.

    By the clock, so that it gives no number again that a reader may have seen.
    """
    newest = Change.objects.aggregate(newest=Max("sequence"))["newest"] or 0
    number = max(newest, int(time.time()))
    Head.objects.bulk_create([Head(pk=1, sequence=number, oldest=number)], ignore_conflicts=True)
    return rows.get()
