"""The steps of moderation in the admin of pages, behind language rights."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import (
    CollectWorkflowActionDataView,
    PreviewRevisionForTaskView,
    WorkflowActionView,
)
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail_localize.models import Translation

from cms.localization.editor.workflow import unfinished
from cms.localization.instances import translation_of
from cms.localization.listing import ListOfPages
from cms.localization.moderation import may_moderate
from cms.localization.taking.drafts import is_in_draft, save_draft

_DONE = {"approve": _("Approved."), "reject": _("Changes are asked for.")}


class _ByLanguage:
    """Mix in before a view of a step of moderation."""

    def dispatch(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.workflow_in_progress and not may_moderate(request.user, self.object):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class ActionView(_ByLanguage, WorkflowActionView):
    """Of a translation, what reviewers approve is what its texts say then, if they are whole."""

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        translation = translation_of(self.object, enabled=True)
        if translation is None:
            return super().post(request, *args, **kwargs)
        approves = self.action_name == "approve"
        if approves and unfinished(translation) and "untranslated" not in request.POST:
            words = _t("Some texts are not translated or not confirmed. Nothing was approved.")
            messages.error(request, words)
            return redirect(self.redirect_url)
        with transaction.atomic():
            if approves:
                self._save(translation)
            answer: HttpResponse = super().post(request, *args, **kwargs)
        if self.action_name in _DONE:
            messages.success(request, _DONE[self.action_name])
        return answer

    def _save(self: Any, translation: Translation) -> None:
        if not is_in_draft(translation):
            save_draft(translation, self.request.user)
            self.task_state.revision = self.object.specific.get_latest_revision()
            self.task_state.save(update_fields=["revision"])


class CollectDataView(_ByLanguage, CollectWorkflowActionDataView):
    pass


class PreviewView(_ByLanguage, PreviewRevisionForTaskView):
    pass


class ModeratedPages(PageViewSet):
    """The admin of all pages that have no viewset of their own."""

    index_view_class = ListOfPages
    workflow_action_view_class = ActionView
    collect_workflow_action_data_view_class = CollectDataView
    workflow_preview_view_class = PreviewView
