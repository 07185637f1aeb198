"""The steps of moderation in the admin of pages, behind language rights."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.workflow import (
    CollectWorkflowActionDataView,
    PreviewRevisionForTaskView,
    WorkflowActionView,
)
from wagtail.admin.viewsets.pages import PageViewSet

from cms.localization.listing import ListOfPages
from cms.localization.moderation import may_moderate


class _ByLanguage:
    """Mix in before a view of a step of moderation."""

    def dispatch(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.workflow_in_progress and not may_moderate(request.user, self.object):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class ActionView(_ByLanguage, WorkflowActionView):
    pass


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
