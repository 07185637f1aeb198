"""On each page: what the public was told of it, and which caches and receivers were told."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import GenericPageBreadcrumbsMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.events.columns import OtherPathColumn, PathColumn
from cms.events.models import Change
from cms.events.receivers import who_was_told

_NEWEST = 50

_CHANGES = [
    DateColumn("at", label=_("Time"), width="15%"),
    Column("action", label=_("What happened"), accessor="get_action_display", width="15%"),
    PathColumn("html_path", label=_("Path")),
    OtherPathColumn("previous_html_path", label=_("Path before")),
    UserColumn("user", label=_("By")),
]


class WhoWasToldView(GenericPageBreadcrumbsMixin, WagtailAdminTemplateMixin, TemplateView):
    """For whomever the explorer shows the page."""

    template_name = "events/told.html"
    page_title = _("Who was told")
    header_icon = "history"
    model = Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        shown = policy_registry.get_by_type(Page).explorable_instances(request.user)
        if not shown.filter(pk=self.object.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.object.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        type_name = self.object.specific_class._meta.label
        changes = Change.objects.filter(type=type_name, object_id=self.object.pk)
        newest = changes.select_related("user").order_by("-sequence")[:_NEWEST]
        told = who_was_told(type_name, self.object.pk)
        return super().get_context_data(
            changes=Table(_CHANGES, newest),
            told=Table(self._told_columns(), told),
            **kwargs,
        )

    def _told_columns(self) -> list[Column]:
        user = self.request.user
        return [
            DateColumn("at", label=_("Time"), width="15%"),
            TitleColumn(
                "receiver",
                label=_("Receiver"),
                get_url=lambda told: told.url if told.may_be_opened_by(user) else None,
            ),
            Column("outcome", label=_("Outcome")),
        ]
