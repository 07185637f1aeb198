"""The admin's report of what caches have been told."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.edge.models import Purge

permission_policy = ModelPermissionPolicy(Purge)


class PurgeFilters(WagtailFilterSet):
    service = django_filters.CharFilter(label=_("Cache"), lookup_expr="icontains")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Purge.Status.choices)

    class Meta:
        model = Purge
        fields: list[str] = []


class PurgeReportView(ReportView):
    """Each batch with its changes, attempts, and what stands in its way."""

    model = Purge
    page_title = _("Caches at the edge")
    header_icon = "site"
    index_url_name = "edge_purges"
    index_results_url_name = "edge_purges_results"
    permission_policy = permission_policy
    any_permission_required = ["view"]
    filterset_class = PurgeFilters
    default_ordering = "-pk"
    list_export = [
        "created_at",
        "service",
        "changes",
        "what",
        "status",
        "attempts",
        "reason",
        "next_at",
        "done_at",
    ]
    columns = [
        DateColumn("created_at", label=_("Time")),
        Column("service", label=_("Cache")),
        Column("changes", label=_("Changes")),
        Column("what", label=_("What")),
        Column("status", label=_("Status"), accessor="get_status_display"),
        Column("attempts", label=_("Attempts")),
        Column("reason", label=_("Reason")),
    ]

    def get_filename(self) -> Any:
        return "purges-of-caches"
