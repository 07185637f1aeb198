"""Opening a translation in the editor, also when what it was made from is gone or has changed.

wagtail-localize's editor takes for granted that the source exists and that every block is still
where it was when the page was submitted.
"""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from wagtail.admin import messages
from wagtail.models import Revision
from wagtail_localize.models import Translation, TranslationContext

from cms.localization.changed.telling import tell
from cms.localization.editor.actions import act
from cms.localization.editor.page import show
from cms.localization.going_live import waits_for
from cms.localization.instances import source_instance, translation_of
from cms.localization.library.telling import tell_of_words
from cms.localization.taking.log import lost_in
from cms.localization.taking.views import review_version, start_again

logger = logging.getLogger(__name__)


def open_translation(request: HttpRequest, target: Any) -> HttpResponse | None:
    if getattr(target, "alias_of_id", None):
        return None
    restarts = request.method == "POST" and "localize-restart-translation" in request.POST
    translation = translation_of(target, enabled=not restarts)
    if translation is None:
        return None
    source = source_instance(translation.source)
    if source is None:
        _stop(request, translation)
        return redirect(request.get_full_path()) if restarts else None
    if restarts:
        return start_again(request, translation, target)
    if revision := _reverted_to(request):
        return review_version(request, translation, target, revision)
    if request.method in {"GET", "HEAD"}:
        return _editor(request, translation, source, target)
    return act(request, translation, target)


def _reverted_to(request: HttpRequest) -> Revision | None:
    """The version that is looked at, at Wagtail's address for that."""
    found = request.resolver_match
    if found is None or found.url_name != "revisions_revert":
        return None
    return Revision.objects.filter(pk=found.kwargs["revision_id"]).first()


def _stop(request: HttpRequest, translation: Translation) -> None:
    """From now on the translation is a page of its own."""
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    words = _t("“%(title)s”, of which this was a translation, is gone. Edit this by itself.")
    messages.warning(request, words % {"title": translation.source.object_repr})


def _editor(
    request: HttpRequest, translation: Translation, source: Any, target: Any
) -> HttpResponse:
    if waits_for(source, target):
        messages.info(request, _t("It can be published as soon as its source is."))
    tell(request, translation, target)
    if lost := lost_in(target):
        words = _t("Edited elsewhere, and lost when this is published: %(places)s")
        messages.warning(request, words % {"places": " ".join(lost)})
    tell_of_words(request, target)
    try:
        return show(request, translation, source, target)
    except Exception:
        logger.exception("Translation %s does not fit its page type any more", translation.pk)
        contexts = TranslationContext.objects.filter(object_id=translation.source.object_id)
        contexts.update(field_path="")  # found anew
        translation.source.refresh_segments()  # those of blocks and objects that there still are
        return show(request, translation, source, target)
