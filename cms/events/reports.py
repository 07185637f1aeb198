"""The admin's report of what the public sees differently, and since when."""

from datetime import date
from typing import Any

import django_filters
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import capfirst
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.events.columns import PathColumn
from cms.events.models import ACTIONS, Change
from cms.events.recorded import recorded_models
from cms.events.seeing import page_models, seen_by

RIGHTS = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def may_see_report(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, RIGHTS))


def type_name(label: str) -> str:
    """What a type is called in the admin; its label, if the code knows it no longer."""
    try:
        return str(capfirst(apps.get_model(label)._meta.verbose_name))
    except LookupError:
        return label


def _type_choices() -> list[tuple[str, str]]:
    labels = [model._meta.label for model in (*page_models(), *recorded_models())]
    return sorted(((label, type_name(label)) for label in labels), key=lambda each: each[1])


def _locale_choices() -> list[tuple[str, str]]:
    return [(each.language_code, str(each)) for each in Locale.objects.all()]


def _people(request: HttpRequest | None) -> QuerySet[Any]:
    """Who has changed something that this user may see."""
    users = get_user_model()._default_manager.all()
    if request is None:
        return users.none()
    seen = seen_by(request.user).order_by()
    found: QuerySet[Any] = users.filter(pk__in=seen.values("user"))
    return found.order_by(users.model.USERNAME_FIELD)


class ChangeFilters(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    action = django_filters.MultipleChoiceFilter(
        label=_("What happened"), choices=list(ACTIONS.items())
    )
    type = django_filters.MultipleChoiceFilter(label=_("Type"), choices=_type_choices)
    locale = django_filters.ChoiceFilter(label=_("Language"), choices=_locale_choices)
    user = django_filters.ModelChoiceFilter(label=_("By"), queryset=_people)

    class Meta:
        model = Change
        fields: list[str] = []


class TypeColumn(Column):
    def get_value(self, instance: Change) -> str:
        return type_name(instance.type)


class ChangeReportView(ReportView):
    """Newest first; each leads to what has changed, if it is still there."""

    model = Change
    page_title = _("Recent public changes")
    header_icon = "history"
    index_url_name = "public_changes"
    index_results_url_name = "public_changes_results"
    permission_policy = policy_registry.get_by_type(Page)
    any_permission_required = list(RIGHTS)
    filterset_class = ChangeFilters
    default_ordering = "-sequence"
    list_export = [
        "sequence", "at", "action", "type", "object_id", "title", "locale",
        "html_path", "previous_html_path", "user",
    ]  # fmt: skip
    export_headings = {
        "sequence": _("Change number"),
        "action": _("What happened"),
        "object_id": _("ID"),
        "locale": _("Language"),
    }
    columns = [
        DateColumn("at", label=_("Time"), width="12%"),
        TitleColumn(
            "title", label=_("Title"), get_url=lambda change: change.admin_url, width="30%"
        ),
        Column("action", label=_("What happened"), accessor="get_action_display"),
        TypeColumn("type", label=_("Type")),
        Column("locale", label=_("Language")),
        PathColumn("html_path", label=_("Path"), width="25%"),
        UserColumn("user", label=_("By")),
    ]

    def get_base_queryset(self) -> QuerySet[Change]:
        return seen_by(self.request.user).select_related("user")

    def get_filename(self) -> str:
        return f"public-changes-{date.today():%Y-%m-%d}"

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """With where each is edited; one query for each type."""
        changes = list(object_list)
        urls = _edit_urls(self.request.user, changes)
        for change in changes:
            change.admin_url = urls.get((change.type, change.object_id))
        return object_list if self.is_export else changes


def _edit_urls(user: Any, changes: list[Change]) -> dict[tuple[str, int], str | None]:
    finder = AdminURLFinder(user)
    found = {}
    for model in (*page_models(), *recorded_models()):
        label = model._meta.label
        ids = {change.object_id for change in changes if change.type == label}
        for pk, thing in model._default_manager.in_bulk(ids).items() if ids else ():
            found[label, pk] = finder.get_edit_url(thing)
    return found
