"""Makes batches of what the content log tells, as large as one cache likes them."""

from django.db import transaction

from cms.edge.models import Cursor, Purge
from cms.edge.services import Service
from cms.events import log


def cursor_of(service: Service) -> Cursor:
    """A cache that is new here may hold anything: it begins with a batch of everything."""
    cursor = Cursor.objects.filter(service=service.name).first()
    if cursor:
        return cursor
    with transaction.atomic():
        newest = log.newest()
        cursor, is_new = Cursor.objects.get_or_create(
            service=service.name, defaults={"sequence": newest}
        )
        if is_new:
            Purge.objects.create(
                service=service.name, everything=True, reason="The cache is new here."
            )
    return cursor


def next_batch(service: Service, cursor: Cursor) -> Purge | None:
    """A batch of what has changed since the last one; the cursor moves in the same transaction."""
    read = cursor.sequence
    batch = _collected(service, read)
    if batch is None or batch.last_change is None:
        return None
    with transaction.atomic():
        mine = Cursor.objects.filter(pk=cursor.pk, sequence=read)
        if not mine.update(sequence=batch.last_change):
            return None  # another worker was faster
        batch.save()
    cursor.sequence = batch.last_change
    return batch


def _collected(service: Service, read: int) -> Purge | None:
    """Stops reading when the tags are too many to name: memory has its bounds."""
    batch = Purge(service=service.name, first_change=read + 1)
    tags: dict[str, None] = {}
    try:
        for sequence, named in log.tags_after(read):
            batch.last_change = sequence
            tags.update(dict.fromkeys(named))
            if len(tags) > service.most_tags:
                return _everything(batch, f"More than {service.most_tags} tags.")
    except log.TooOldError:
        return _everything(batch, "The content log no longer tells what has changed.")
    batch.tags = list(tags)
    return batch


def _everything(batch: Purge, reason: str) -> Purge:
    batch.everything, batch.reason, batch.last_change = True, reason, log.newest()
    return batch
