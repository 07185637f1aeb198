"""Moderation by language: who may act on content at a step of a workflow."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.locks import WorkflowLock
from wagtail.models import Page
from wagtail.models.workflows import AbstractGroupApprovalTask

from cms.localization.rights import REVIEWING, rights_of


def may_moderate(user: Any, content: Any) -> bool:
    """Whether language rights let this user decide on the step that this content is at.

    Wagtail asks for a group of the step; if that is a limited one, it takes the right to
    review in the content's language.
    """
    rights = rights_of(user)
    if not rights.is_limited:
        return True
    groups = user.groups.all()
    task = content.current_workflow_task
    if isinstance(task, AbstractGroupApprovalTask):
        groups = groups.filter(pk__in=task.groups.values("pk"))
    return any(
        rights.group_allows(group, REVIEWING, content.locale_id)
        for group in groups.values_list("pk", flat=True)
    )


def is_reviewed_by_others(user: Any, content: Any) -> bool:
    """Whether it is at a step of moderation that is not this user's, in this language.

    Wagtail locks it for those outside the groups of the step, in whatever language they work.
    """
    lock = content.get_lock()
    return isinstance(lock, WorkflowLock) and not may_moderate(user, content)


def check(request: HttpRequest, page: Page) -> None:
    """Refuse what the edit form sends to those who may not moderate."""
    if "action-workflow-action" in request.POST:
        is_allowed = may_moderate(request.user, page)
    elif request.POST.keys() & {"action-cancel-workflow", "action-restart-workflow"}:
        is_allowed = may_moderate(request.user, page) or may_withdraw(request.user, page)
    else:
        is_allowed = not is_reviewed_by_others(request.user, page)
    if not is_allowed:
        raise PermissionDenied


def may_withdraw(user: Any, page: Page) -> bool:
    """Whether it is the user's own request for moderation, or own page."""
    state = page.current_workflow_state
    return page.owner_id == user.pk or (state is not None and state.requested_by_id == user.pk)
