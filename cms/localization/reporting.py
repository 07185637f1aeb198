"""The report on translations, of what one may see; what is outdated comes first."""

import datetime
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.report import TranslationsReportFilterSet, TranslationsReportView

from cms.localization import permissions
from cms.localization.columns import StandingColumn
from cms.localization.report_rows import attach_rows
from cms.localization.slugs import PATH
from cms.localization.versions import State


class TranslationFilters(TranslationsReportFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[each for each in State.choices if each[0] != "original"],
        field_name="standing",
    )
    waiting_for_translation = django_filters.BooleanFilter(label=_("Texts are missing"))


class TranslationsReport(TranslationsReportView):
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    filterset_class = TranslationFilters
    columns = [
        Column("kind", label=_("Type"), accessor="row.kind"),
        TitleColumn(
            "source",
            label=_("Source"),
            accessor="row.source",
            get_url=lambda each: each.row.source_url,
        ),
        TitleColumn(
            "target",
            label=_("Translation"),
            accessor="row.target",
            get_url=lambda each: each.row.target_url,
        ),
        StandingColumn("state", label=_("State")),
        Column("progress", label=_("Progress"), accessor="row.progress"),
        Column("changed", label=_("Changed texts"), accessor="row.changed"),
        DateColumn("outdated_since", label=_("Outdated since"), accessor="row.outdated_since"),
    ]
    list_export = [
        "row.kind", "row.source", "row.target", "row.state", "row.progress",
        "row.changed", "row.missing", "row.outdated_since",
    ]  # fmt: skip
    export_headings = {
        "row.kind": _("Type"),
        "row.source": _("Source"),
        "row.target": _("Translation"),
        "row.state": _("State"),
        "row.progress": _("Progress"),
        "row.changed": _("Changed texts"),
        "row.missing": _("Missing texts"),
        "row.outdated_since": _("Outdated since"),
    }

    def get_queryset(self) -> QuerySet[Translation]:
        """Of pages that the explorer shows to this user, and of kinds of snippet that it lists."""
        user = self.request.user
        kinds = [model for model in get_snippet_models() if permissions.may_see_kind(user, model)]
        pages = policy_registry.get_by_type(Page).explorable_instances(user)
        types = ContentType.objects.get_for_models(*kinds).values()
        seen = Exists(pages.filter(**_TARGET)) | Q(source__specific_content_type__in=list(types))
        related = ("source__locale", "source__specific_content_type", "target_locale", "state")
        translations = Translation.objects.filter(seen).select_related(*related)
        return _with_state(translations).order_by(
            F("since").asc(nulls_last=True),
            "source__object_repr",
            "source",
            "target_locale__language_code",
        )

    def get_filename(self) -> str:
        return f"translations-{datetime.date.today():%Y-%m-%d}"

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        attach_rows(object_list)
        for each in object_list:
            each.translation_standing = each.row.standing
        return object_list


_TARGET = {"translation_key": OuterRef("source__object_id"), "locale": OuterRef("target_locale")}


def _with_state(translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """To sort and to filter by; the rule is that of `cms.localization.versions`."""
    aliases = Page.objects.filter(alias_of__isnull=False, **_TARGET)
    usable = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef("source__translations__target_locale"),
        has_error=False,
    )
    missing = StringSegment.objects.filter(
        ~Exists(usable), source__translations=OuterRef("pk")
    ).exclude(context__path=PATH)
    return translations.annotate(
        waiting_for_translation=Exists(missing),
        since=Case(When(~Exists(aliases), then=F("state__outdated_since"))),
        standing=Case(
            When(Exists(aliases), then=Value("alias")),
            When(state__outdated_since__isnull=False, then=Value("outdated")),
            default=Value("translated"),
        ),
    )
