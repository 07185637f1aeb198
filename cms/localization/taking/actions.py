"""Edits by the management API: their texts are taken over, or they are refused."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions import (
    ActionRegistry,
    EditAction,
    EditPageAction,
    RevertToPageRevisionAction,
    RevertToRevisionAction,
)
from wagtail.models import DraftStateMixin, Page, RevisionMixin
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.going_live import publish_translation, refuse_unfinished
from cms.localization.instances import translation_of
from cms.localization.staleness import note_publication
from cms.localization.taking import log, noted
from cms.localization.taking.drafts import is_in_draft
from cms.localization.taking.over import take_over


class _TakesOver:
    """Mix in before an action that edits."""

    def execute(self: Any, skip_permission_checks: bool = False) -> Any:
        translation = translation_of(self.instance, enabled=True)
        if translation is None or getattr(self.instance, "alias_of_id", None):
            return super().execute(skip_permission_checks)  # type: ignore[misc]
        before = _latest(self.instance)
        with transaction.atomic():
            saved = super().execute(skip_permission_checks)  # type: ignore[misc]
            content = self.content(saved)
            taken = take_over(translation, content, self.user, before)
            if taken.lost:
                raise ValidationError([str(each) for each in taken.lost])
            noted.settle(content)
            if taken.changes:
                log.note(content, log.TAKEN_OVER, self.user)
            if not isinstance(content, DraftStateMixin):
                note_publication(content)
            elif getattr(self, "publish", False):
                _published(translation, content, self.user)
        return saved

    def content(self, saved: Any) -> Any:
        return saved


class _TakesOverRevision(_TakesOver):
    def content(self, saved: Any) -> Any:
        return saved.as_object()


def _published(translation: Translation, content: Any, user: Any) -> None:
    """Whole, and with what was translated elsewhere since the draft that was edited."""
    refuse_unfinished(translation)
    if is_in_draft(translation):
        note_publication(content)
    else:
        publish_translation(translation, user)


def _latest(thing: Any) -> Any:
    """A page or snippet as it was saved for the last time, be it as a draft."""
    fresh = type(thing)._base_manager.get(pk=thing.pk)
    return fresh.get_latest_revision_as_object() if isinstance(fresh, RevisionMixin) else fresh


class EditPage(_TakesOver, EditPageAction):
    pass


class EditSnippet(_TakesOver, EditAction):
    pass


class RevertPage(_TakesOverRevision, RevertToPageRevisionAction):
    pass


class RevertSnippet(_TakesOverRevision, RevertToRevisionAction):
    pass


def register(registry: ActionRegistry) -> None:
    registry.register(Page, EditPage)
    registry.register(Page, RevertPage)
    for model in permissions.translatable_snippets():
        registry.register(model, EditSnippet)
        if issubclass(model, RevisionMixin):
            registry.register(model, RevertSnippet)
