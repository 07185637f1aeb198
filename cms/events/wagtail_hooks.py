"""Where the log shows in the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.events.page_view import WhoWasToldView
from cms.events.reports import ChangeReportView, may_see_report


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    report = ChangeReportView.as_view
    return [
        path("reports/changes/", report(), name="public_changes"),
        path("reports/changes/results/", report(results_only=True), name="public_changes_results"),
        path("pages/<int:page_id>/told/", WhoWasToldView.as_view(), name="who_was_told"),
    ]


class _ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_report(request.user)


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    return _ReportMenuItem(
        _("Recent public changes"), reverse("public_changes"), icon_name="history", order=1100
    )


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def who_was_told_button(
    page: Page, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    if not page.is_root():
        url = reverse("who_was_told", args=[page.pk])
        yield Button(_("Who was told"), url, icon_name="mail", priority=67)
