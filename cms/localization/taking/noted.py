"""Notes which versions of translations were saved by others than the translations themselves."""

from typing import Any

from asgiref.local import Local
from django.db import connection, transaction
from django.db.models.signals import post_save
from wagtail.models import Revision
from wagtail_localize.models import TranslationLog

_here = Local(thread_critical=True)  # as connections are
Noted = dict[tuple[str, int], int]  # by translation key and language: the last version


def here() -> Noted:
    if not hasattr(_here, "noted"):
        _here.noted = {}
    noted: Noted = _here.noted
    return noted


def take() -> Noted:
    """What has been noted, which is forgotten by that."""
    noted = here()
    _here.noted = {}
    return noted


def settle(thing: Any) -> None:
    """What was saved of this says what its translations say."""
    here().pop((str(thing.translation_key), thing.locale_id), None)


def watch() -> None:
    post_save.connect(_on_version, sender=Revision, dispatch_uid="cms.taking")
    post_save.connect(_on_made, sender=TranslationLog, dispatch_uid="cms.taking")


def _on_version(instance: Revision, created: bool, raw: bool, **kwargs: Any) -> None:
    content = instance.content
    if raw or not created or not content.get("translation_key") or content.get("alias_of"):
        return
    here()[str(content["translation_key"]), content.get("locale")] = instance.pk
    if not connection.in_atomic_block:  # act at once
        with transaction.atomic():
            pass


def _on_made(instance: TranslationLog, raw: bool, **kwargs: Any) -> None:
    """wagtail-localize has made the version from the translations."""
    place = (str(instance.source.object_id), instance.locale_id)
    if not raw and here().get(place) == instance.revision_id:
        here().pop(place, None)
