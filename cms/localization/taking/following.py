"""Takes over what was saved in a translation by any other way, right before the commit."""

import logging
from typing import Any

from django.db import transaction
from wagtail.models import DraftStateMixin, Revision
from wagtail_localize.models import Translation

from cms.core.database import let_speak
from cms.localization.staleness import note_publication
from cms.localization.taking import log, noted
from cms.localization.taking.over import take_over

logger = logging.getLogger(__name__)


class Following:
    def before_commit(self) -> None:
        """It is too late to refuse anything: what cannot be kept stands in the log, and in the
        translation editor as long as nothing else was saved."""
        if versions := noted.take():
            for translation in _translations(versions):
                place = (str(translation.source.object_id), translation.target_locale_id)
                if version := Revision.objects.filter(pk=versions.get(place)).first():
                    _take_over(translation, version)

    def after_rollback(self, savepoint: str | None) -> None:
        """After a savepoint, what was undone is not found any more."""
        if savepoint is None:
            noted.take()


_following = Following()


def begin() -> None:
    """Called before `cms.localization.tree` begins, so that it speaks after that."""
    let_speak(_following)
    noted.watch()


def _translations(versions: noted.Noted) -> Any:
    keys, locales = zip(*versions, strict=True)
    found = Translation.objects.filter(
        enabled=True, source__object_id__in=keys, target_locale__in=locales
    )
    return found.select_related("source", "target_locale")


def _take_over(translation: Translation, version: Revision) -> None:
    try:
        with transaction.atomic():
            content, before = version.as_object(), _before(version)
            taken = take_over(translation, content, version.user, before)
            if taken.changes or taken.lost:
                log.note(content, log.TAKEN_OVER, version.user, lost=taken.lost)
            if taken.changes and _is_public(content, version):
                note_publication(content, version.created_at)
    except Exception:
        logger.exception("The texts of %r could not be taken over", version)


def _is_public(content: Any, version: Revision) -> bool:
    if not isinstance(content, DraftStateMixin):
        return False
    saved = type(content)._base_manager.filter(pk=content.pk, live_revision=version)
    return bool(saved.exists())


def _before(version: Revision) -> Any:
    try:
        return version.get_previous().as_object()
    except Revision.DoesNotExist:
        return None
