"""What the buttons of a translation do. `wagtail_hooks.py` has asked for rights and locks."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext as _n
from wagtail.admin import messages
from wagtail.models import RevisionMixin, WorkflowMixin
from wagtail_localize.models import Translation

from cms.localization.editor import workflow
from cms.localization.going_live import publish_on_request
from cms.localization.schedule import ScheduleForm, has_schedule, unschedule
from cms.localization.taking.drafts import save_draft

Action = Callable[[HttpRequest, Translation, Any], HttpResponse | None]


def act(request: HttpRequest, translation: Translation, target: Any) -> HttpResponse | None:
    """None for what is no button of ours."""
    for name, value, action in _ACTIONS:
        if request.POST.get(name) == value:
            return action(request, translation, target) or redirect(request.path)
    return None


def _save(request: HttpRequest, translation: Translation, target: Any) -> None:
    if not isinstance(target, RevisionMixin):
        raise PermissionDenied
    save_draft(translation, request.user)
    words = _t("Saved as a draft. Readers see what they saw before.")
    messages.success(request, words)


def _publish(request: HttpRequest, translation: Translation, target: Any) -> HttpResponse:
    return publish_on_request(request, translation, target)


def _schedule(request: HttpRequest, translation: Translation, target: Any) -> HttpResponse | None:
    form = ScheduleForm(request.POST)
    if not has_schedule(target):
        raise PermissionDenied
    if not form.is_valid():
        for field, errors in form.errors.items():
            label = form.fields[field].label if field in form.fields else ""
            messages.error(request, f"{label}: {' '.join(errors)}")
        return None
    return publish_on_request(request, translation, target, form.cleaned_data)


def _unschedule(request: HttpRequest, translation: Translation, target: Any) -> None:
    if has_schedule(target) and unschedule(target, request.user):
        messages.success(request, _t("It is a draft again, without a date."))
    else:
        messages.info(request, _t("It was not scheduled."))


def _submit(request: HttpRequest, translation: Translation, target: Any) -> None:
    if not workflow.may_submit(request.user, target):
        raise PermissionDenied
    if number := workflow.unfinished(translation):
        words = _n(
            "%(n)d text is not translated or not confirmed. It cannot be reviewed yet.",
            "%(n)d texts are not translated or not confirmed. It cannot be reviewed yet.",
            number,
        )
        messages.error(request, words % {"n": number})
        return
    workflow.submit(translation, request.user)
    messages.success(request, _t("Submitted for moderation."))


def _cancel(request: HttpRequest, translation: Translation, target: Any) -> None:
    state = target.current_workflow_state if isinstance(target, WorkflowMixin) else None
    if state is None:
        messages.info(request, _t("It is not in moderation."))
        return
    if not state.user_can_cancel(request.user):
        raise PermissionDenied
    state.cancel(user=request.user)
    messages.success(request, _t("Moderation is cancelled."))


_ACTIONS: list[tuple[str, str, Action]] = [
    ("action", "save", _save),
    ("action", "publish", _publish),
    ("action", "schedule", _schedule),
    ("action", "unschedule", _unschedule),
    ("action-submit", "submit", _submit),
    ("action-cancel-workflow", "cancel", _cancel),
]
