"""Stopping a translation, starting it again, and going back to a version of it."""

import logging
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str, get_valid_next_url_from_request
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import stop_translation

from cms.localization.definitions import label
from cms.localization.instances import edit_url as edit_url_of
from cms.localization.instances import target_instance
from cms.localization.taking import log
from cms.localization.taking.drafts import is_in_draft, save_draft
from cms.localization.taking.over import Taken, take_over

logger = logging.getLogger(__name__)
_MOST_SHOWN = 100


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """From now on it is edited by itself, beginning with what its segments say."""
    translation = get_object_or_404(Translation, pk=translation_id)
    with transaction.atomic():
        if translation.enabled:
            if not is_in_draft(translation):
                save_draft(translation, request.user)
            log.note(target_instance(translation), log.STOPPED, request.user)
        answer: HttpResponse = stop_translation(request, translation_id=translation_id)
    return answer


def start_again(request: HttpRequest, translation: Translation, content: Any) -> HttpResponse:
    """With what was written in the meantime; asks first where that cannot be kept."""
    taken = _taken(request, translation, content, is_agreed="agreed" in request.POST)
    if taken is None:
        return redirect(request.path)
    if taken.lost and "agreed" not in request.POST:
        answer = _ask(request, translation, taken, _t("Start the translation again"))
        answer.context_data["field"] = "localize-restart-translation"
        return answer
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    log.note(content, log.RESTARTED, request.user)
    if taken.changes:
        log.note(content, log.TAKEN_OVER, request.user)
    messages.success(request, _t("The translation goes on, with what was written meanwhile."))
    return redirect(request.path)


def review_version(
    request: HttpRequest, translation: Translation, content: Any, revision: Revision
) -> HttpResponse:
    """What an earlier version says otherwise; its texts become the translations, if wanted."""
    is_agreed = request.method == "POST"
    edit_url = edit_url_of(content) or request.path
    taken = _taken(request, translation, content, is_agreed=is_agreed)
    if taken is None:
        return redirect(edit_url)
    if not is_agreed:
        answer = _ask(request, translation, taken, _t("Review this version"))
        answer.context_data |= {"revision": revision, "cancel": edit_url}
        if isinstance(content, Page):
            names = [content.pk, revision.pk]
            answer.context_data["shown_at"] = reverse(
                "wagtailadmin_pages:revisions_view", args=names
            )
        return answer
    save_draft(translation, request.user, reverted_to=revision)
    messages.success(request, _t("The texts of that version are the translations now."))
    return redirect(edit_url)


def _taken(
    request: HttpRequest, translation: Translation, content: Any, *, is_agreed: bool
) -> Taken | None:
    """Nothing has changed if something is lost and that was not agreed to."""
    try:
        with transaction.atomic():
            taken = take_over(translation, content, request.user)
            if not is_agreed and (taken.lost or request.method != "POST"):
                transaction.set_rollback(True)
    except Exception:
        logger.exception("The content of %r could not be compared", translation)
        messages.error(request, _t("This cannot be compared with its source. Nothing changed."))
        return None
    return taken


def _ask(
    request: HttpRequest, translation: Translation, taken: Taken, heading: str
) -> TemplateResponse:
    model = translation.source.specific_content_type.model_class()
    changes = [
        {"place": label(model, each.field_path) if model else "", "change": each}
        for each in taken.changes[:_MOST_SHOWN]
    ]
    title = get_latest_str(target_instance(translation))
    context = {
        "translation": translation,
        "header_title": heading,
        "header_icon": "history",
        "breadcrumbs_items": [
            {"url": translation.get_target_instance_edit_url(), "label": title},
            {"url": "", "label": heading},
        ],
        "changes": changes,
        "more": len(taken.changes) > len(changes),
        "lost": taken.lost,
        "cancel": get_valid_next_url_from_request(request) or request.path,
    }
    return TemplateResponse(request, "localization/take_over.html", context)
