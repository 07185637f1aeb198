"""Makes each rendition once, and few at the same time."""

import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from os.path import splitext
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files import File, locks
from django.db import IntegrityError, connection, transaction
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError

if TYPE_CHECKING:
    from cms.images.models import CustomImage, CustomRendition

_LOCKS = 64  # files; pictures that share one wait for each other
_at_work = threading.BoundedSemaphore(2)  # 40 million pixels take some 300 MB each


class UnrenderableError(SourceImageIOError):
    """The original cannot be turned into a picture; Wagtail's admin shows a broken one."""


def render_once(image: "CustomImage", filter: Filter) -> "CustomRendition":
    """The stored rendition, made now if nobody else has made it meanwhile."""
    with _alone(image, filter):
        return _stored(image, filter) or _make(image, filter)


def restore(image: "CustomImage", filter: Filter) -> "CustomRendition":
    """A rendition whose file was lost (renditions are often left out of backups)."""
    with _alone(image, filter):
        rendition = _stored(image, filter)
        if rendition is None:
            return _make(image, filter)
        storage, name = rendition.file.storage, rendition.file.name
        if not storage.exists(name):
            file = _render(image, filter)
            # another name: a reader must not meet half a file
            rendition.file.save(storage.get_alternative_name(*splitext(file.name)), file)
        rendition.purge_from_cache()
        return rendition


@contextmanager
def _alone(image: "CustomImage", filter: Filter) -> Iterator[None]:
    """Wait until no thread or process of this machine makes the same picture.

    A lock on a file ends with its process, and needs no open transaction while rendering. On
    several machines the unique constraint decides. Inside a transaction nobody waits: who has
    the lock may be waiting for that very transaction.
    """
    if connection.in_atomic_block:
        yield
        return
    key = f"{image.pk} {filter.spec} {filter.get_cache_key(image)}"
    directory = Path(settings.DATA_DIR) / "locks"
    directory.mkdir(exist_ok=True)
    with open(directory / f"picture-{zlib.crc32(key.encode()) % _LOCKS}", "w") as file:
        locks.lock(file, locks.LOCK_EX)  # closing unlocks
        yield


def _stored(image: "CustomImage", filter: Filter) -> "CustomRendition | None":
    found: CustomRendition | None = image.renditions.filter(
        filter_spec=filter.spec, focal_point_key=filter.get_cache_key(image)
    ).first()
    return found


def _make(image: "CustomImage", filter: Filter) -> "CustomRendition":
    file = _render(image, filter)
    rendition = image.get_rendition_model()(
        image=image, filter_spec=filter.spec, focal_point_key=filter.get_cache_key(image)
    )
    # ahead of the row: a storage may be slow, and a transaction must not wait for it
    rendition.file.save(file.name, file, save=False)
    try:
        with transaction.atomic():
            rendition.save()
    except IntegrityError as error:
        first = _stored(image, filter)
        if first is None:
            rendition.file.delete(save=False)
            raise UnrenderableError(f"image {image.pk} was deleted meanwhile") from error
        if first.file.name != rendition.file.name:
            rendition.file.delete(save=False)
        return first
    return rendition


def _render(image: "CustomImage", filter: Filter) -> File:
    with _at_work:
        try:
            return image.generate_rendition_file(filter)
        except (SourceImageIOError, InvalidFilterSpecError):
            raise
        except Exception as error:  # a decoder can raise anything
            raise UnrenderableError(f"image {image.pk} as {filter.spec}") from error
