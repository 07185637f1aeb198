"""What stands above the texts of a translation, each a panel of its own."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _t
from wagtail.admin.ui.components import Component
from wagtail.locks import WorkflowLock
from wagtail.models import LockableMixin
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.editor.workflow import moderation_of, unfinished
from cms.localization.schedule import ScheduleForm, has_schedule, schedule_of


class EditorPanel(Component):
    """Has a template; is left out where `context` has nothing to show."""

    def __init__(self, request: HttpRequest, translation: Translation, target: Any) -> None:
        self.request = request
        self.user: Any = request.user
        self.translation = translation
        self.target = target

    def context(self) -> dict[str, Any] | None:
        raise NotImplementedError

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        own = self.shown or {}
        token = get_token(self.request)  # a component is rendered without its page's
        common = {"request": self.request, "translation": self.translation, "csrf_token": token}
        return {**common, **own}

    shown: dict[str, Any] | None = None


class LockPanel(EditorPanel):
    """Who has locked it, or is reviewing it."""

    template_name = "localization/editor/lock.html"

    def context(self) -> dict[str, Any] | None:
        lock = self.target.get_lock() if isinstance(self.target, LockableMixin) else None
        if lock is None:
            return None
        is_for_me = permissions.is_locked(self.user, self.target)
        if isinstance(lock, WorkflowLock):
            return {"message": _t("It is in moderation."), "is_for_me": is_for_me}
        return {"message": lock.get_message(self.user), "is_for_me": is_for_me}


class ModerationPanel(EditorPanel):
    template_name = "localization/editor/moderation.html"

    def context(self) -> dict[str, Any] | None:
        found = moderation_of(self.user, self.target)
        if found is None:
            return None
        # asked of those who can approve it
        return {"moderation": found, "unfinished": found.actions and unfinished(self.translation)}


class SchedulePanel(EditorPanel):
    """When it goes live and expires: what is set, and for publishers the form to set it."""

    template_name = "localization/editor/schedule.html"

    def context(self) -> dict[str, Any] | None:
        if not has_schedule(self.target):
            return None
        may = permissions.may_publish(self.user, self.target) and (
            not permissions.is_locked(self.user, self.target)
            or permissions.may_reschedule(self.user, self.target)
        )
        current = schedule_of(self.target)
        if not may and not current:
            return None
        form = ScheduleForm(initial=current.dates) if may else None
        return {"schedule": current, "form": form}

    @property
    def media(self) -> Any:
        return ScheduleForm().media


PANELS: list[type[EditorPanel]] = [LockPanel, ModerationPanel, SchedulePanel]


def panels_for(request: HttpRequest, translation: Translation, target: Any) -> list[EditorPanel]:
    """Those that have something to show."""
    found = []
    for kind in PANELS:
        panel = kind(request, translation, target)
        panel.shown = panel.context()
        if panel.shown is not None:
            found.append(panel)
    return found
