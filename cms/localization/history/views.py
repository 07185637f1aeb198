"""The history of a translation's texts in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str, get_valid_next_url_from_request
from wagtail_localize.models import Translation

from cms.localization.history.listing import lines, matching, page_of, past_of
from cms.localization.history.using import use_again
from cms.localization.instances import target_instance

_FILTERS = ("place", "string", "q")


@require_safe
def texts(request: HttpRequest, translation_id: int) -> HttpResponse:
    """All texts, newest first; or those of one text."""
    translation = _translation(translation_id)
    past = matching(past_of(translation), request.GET)
    page: Any = page_of(past, request.GET.get("p"))
    page.object_list = lines(translation, page.object_list)
    heading, title = _t("History of texts"), get_latest_str(target_instance(translation))
    filters = {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}
    context = {
        "translation": translation,
        "lines": page,
        "filters": filters,
        "is_one_text": "place" in filters,
        "header_title": heading,
        "header_icon": "history",
        "breadcrumbs_items": [
            {"url": translation.get_target_instance_edit_url(), "label": title},
            {"url": "", "label": heading},
        ],
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "localization/history.html", context)


@require_POST
def use(request: HttpRequest, translation_id: int, past_id: int) -> HttpResponse:
    translation = _translation(translation_id)
    past = get_object_or_404(past_of(translation), pk=past_id)
    try:
        use_again(translation, past, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _t("It is the translation again."))
    here = reverse("history_of_texts", args=[translation.pk])
    return redirect(get_valid_next_url_from_request(request) or here)


def _translation(pk: int) -> Translation:
    related = ("source__locale", "source__specific_content_type", "target_locale")
    translation: Translation = get_object_or_404(
        Translation.objects.select_related(*related), pk=pk
    )
    return translation
