"""Moderation of a translation: its state, and what this person may do about it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowMixin, WorkflowState
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.instances import target_instance
from cms.localization.progress import progress_of
from cms.localization.taking.drafts import save_draft


@dataclass(frozen=True)
class Moderation:
    """Where a translation is in its workflow."""

    state: WorkflowState
    task: TaskState | None  # the step that it is at
    reason: str = ""  # why changes were asked for
    actions: list[tuple[str, str, str]] = field(default_factory=list)  # name, words, address
    may_cancel: bool = False


def know_workflows(*versions: Any) -> None:
    """Ask once for what buttons, panels and Wagtail's frame look at time and again."""
    if not isinstance(versions[0], WorkflowMixin):
        return
    states = WorkflowState.objects.active().select_related(
        "workflow", "requested_by", "current_task_state__task"
    )
    # Wagtail's name for those of pages that have the fields of their own type.
    name = "_specific_workflow_states" if isinstance(versions[0], Page) else "_workflow_states"
    known = Prefetch(name, states, to_attr="_current_workflow_states")
    prefetch_related_objects(versions, known)
    for each in versions:
        for state in each._current_workflow_states:
            state.content_object = each


def moderation_of(user: Any, target: Any) -> Moderation | None:
    if not isinstance(target, WorkflowMixin) or (state := target.current_workflow_state) is None:
        return None
    task = state.current_task_state
    asks_for_changes = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return Moderation(
        state,
        task,
        reason=task.specific.comment if task and asks_for_changes else "",
        actions=_actions(user, target),
        may_cancel=bool(state.user_can_cancel(user)),
    )


def _actions(user: Any, target: Any) -> list[tuple[str, str, str]]:
    task, state = target.current_workflow_task, target.current_workflow_task_state
    if task is None or not isinstance(target, Page):
        return []
    if target.permissions_for_user(user).is_moderated_by_others:
        return []
    words: dict[str, str] = {}
    for name, label, _has_form in task.get_actions(target, user):
        words.setdefault(name, label)  # the panel has one box for a comment on any of them
    return [
        (
            name,
            label,
            reverse("wagtailadmin_pages:workflow_action", args=[target.pk, name, state.pk]),
        )
        for name, label in sorted(words.items(), key=lambda word: word[0] != "approve")
    ]


def may_submit(user: Any, target: Any) -> bool:
    if not isinstance(target, Page) or not permissions.may_translate(user, target):
        return False
    return bool(target.permissions_for_user(user).can_submit_for_moderation())


def unfinished(translation: Translation) -> int:
    """How many texts have to be translated or confirmed before others look at it."""
    found = progress_of([translation])[translation.pk]
    return found.missing + found.changed


@transaction.atomic
def submit(translation: Translation, user: Any) -> None:
    """What the translations say now; after changes were asked for, to those who asked."""
    save_draft(translation, user)
    page: Any = target_instance(translation)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)
