"""How far one's jobs are, and what failed in them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext as _n
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.localization.jobs import queue
from cms.localization.jobs.models import Job, State

_SHOWN = 50
_REFRESH_SECONDS = 3


def jobs_of(user: Any) -> QuerySet[Job]:
    """One's own; superusers see all, with how many of their items are in which state."""
    jobs = Job.objects.all() if user.is_superuser else Job.objects.filter(user=user)
    return jobs.annotate(
        total=Count("items"),
        done=Count("items", filter=Q(items__state=State.DONE)),
        failed=Count("items", filter=Q(items__state=State.FAILED)),
    )


def status_of(job: Any) -> str:
    """In words; of a job with its numbers."""
    if job.stopped_because:
        return _t("stopped")
    if job.ended_at is None:
        return _t("%(percent)d%% done") % {"percent": percent_of(job)}
    return _n("done, %(n)d failed", "done, %(n)d failed", job.failed) % {"n": job.failed}


def percent_of(job: Any) -> int:
    return 100 * (job.done + job.failed) // job.total if job.total else 100


class JobsReport(ReportView):
    page_title = _("Translation jobs")
    header_icon = "tasks"
    index_url_name = "translation_jobs:list"
    index_results_url_name = "translation_jobs:list_results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("title", label=_("Job"), url_name="translation_jobs:job"),
        Column("get_kind_display", label=_("Kind")),
        Column("status", label=_("State"), accessor=status_of),
        Column("user", label=_("User")),
        DateColumn("created_at", label=_("Asked for"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Job]:
        return jobs_of(self.request.user).select_related("user")


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    job: Any = _job(request, pk)
    failures = job.items.filter(state=State.FAILED).select_related("locale").order_by("position")
    context = {
        "job": job,
        "percent": percent_of(job),
        "status": status_of(job),
        "waiting": job.total - job.done - job.failed,
        "failures": Paginator(failures, _SHOWN).get_page(request.GET.get("p")),
        "refresh_seconds": None if job.ended_at else _REFRESH_SECONDS,
    }
    return TemplateResponse(request, "localization/job.html", context)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    queue.again(_job(request, pk).pk)
    return redirect(job_url(pk))


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    words = _t("%(user)s stopped it.") % {"user": request.user}
    queue.stop(_job(request, pk).pk, words)
    return redirect(job_url(pk))


def job_url(pk: int) -> str:
    return reverse("translation_jobs:job", args=[pk])


def go_to(request: HttpRequest, job: Job) -> HttpResponse:
    """After asking for it."""
    messages.success(request, _t("It is done in the background. You can go on working."))
    return redirect(job_url(job.pk))


def _job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(jobs_of(request.user), pk=pk)
