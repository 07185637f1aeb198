"""The page on which translators confirm what was translated before the source changed."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext as _n
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail_localize.models import Translation

from cms.core.languages import direction
from cms.localization.changed.confirming import Outcome, Sent, confirm
from cms.localization.changed.lines import Line, lines_of, other_fields
from cms.localization.going_live import missing_texts
from cms.localization.instances import edit_url, target_instance
from cms.localization.permissions import is_locked
from cms.localization.standing import standing_of

_PER_PAGE = 50
_TEXT = re.compile(r"text-(\d{1,18})")


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = _translation(translation_id)
    locked = is_locked(request.user, target_instance(translation))
    sent = _sent(request)
    outcome = Outcome()
    if request.method == "POST" and not locked:
        outcome = confirm(translation, sent, _chosen(request, sent), request.user)
    if saved := len(outcome.saved):
        words = _n("%(n)d translation is confirmed.", "%(n)d translations are confirmed.", saved)
        messages.success(request, words % {"n": saved})
    kept = {
        pk: each
        for pk, each in sent.items()
        if pk in outcome.refused or (each.is_edited and pk not in outcome.saved)
    }
    if request.method == "POST" and not kept and not locked:
        return redirect(request.get_full_path())
    if request.method == "POST":
        messages.error(request, _t("Not everything was saved. What you wrote is still here."))
    return _shown(request, translation, outcome, kept, locked=locked)


def _translation(pk: int) -> Translation:
    related = ("source__locale", "source__specific_content_type", "target_locale", "state")
    found: Translation = get_object_or_404(Translation.objects.select_related(*related), pk=pk)
    return found


def _sent(request: HttpRequest) -> dict[int, Sent]:
    """By the ids of segments; browsers send lines that end with two characters."""
    names = {int(found[1]) for name in request.POST if (found := _TEXT.fullmatch(name))}
    return {
        pk: Sent(
            request.POST.get(f"seen-{pk}", ""),
            request.POST[f"text-{pk}"].replace("\r\n", "\n"),
        )
        for pk in sorted(names)
    }


def _chosen(request: HttpRequest, sent: dict[int, Sent]) -> list[int]:
    if "all" in request.POST:
        return list(sent)
    return [pk for pk in sent if str(pk) == request.POST.get("one")]


def _shown(
    request: HttpRequest,
    translation: Translation,
    outcome: Outcome,
    kept: dict[int, Sent],
    *,
    locked: bool,
) -> HttpResponse:
    lines = lines_of(translation, also=kept)
    for line in lines:
        _keep(line, kept.pop(line.segment.pk, None), outcome)
    target, heading = target_instance(translation), _t("Changed texts")
    page = Paginator(lines, _PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "translation": translation,
        "standing": standing_of(target),
        "lines": page,
        "gone": [each.text for each in kept.values()],
        "fields": other_fields(translation, lines),
        "missing": missing_texts(translation).count(),
        "is_locked": locked,
        "source_language": _language(translation.source.locale),
        "target_language": _language(translation.target_locale),
        "header_title": heading,
        "header_icon": "warning",
        "breadcrumbs_items": [
            {"url": edit_url(target), "label": get_latest_str(target)},
            {"url": "", "label": heading},
        ],
    }
    status = 403 if locked and request.method == "POST" else 200
    return TemplateResponse(request, "localization/changed.html", context, status=status)


def _keep(line: Line, sent: Sent | None, outcome: Outcome) -> None:
    """What somebody has written stays in its box."""
    if sent is not None:
        line.text = sent.text
        line.note = outcome.refused.get(line.segment.pk, "")


def _language(locale: Any) -> dict[str, str]:
    return {"code": locale.language_code, "direction": direction(locale.language_code)}
