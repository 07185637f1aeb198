from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.edge.reports import PurgeReportView, permission_policy


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("reports/edge/", PurgeReportView.as_view(), name="edge_purges"),
        path(
            "reports/edge/results/",
            PurgeReportView.as_view(results_only=True),
            name="edge_purges_results",
        ),
    ]


class _ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permission_policy.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    return _ReportMenuItem(
        _("Caches at the edge"), reverse("edge_purges"), icon_name="site", order=1200
    )


@hooks.register("register_permissions")
def register_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="edge", codename="view_purge")
