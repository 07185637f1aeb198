"""Machine translation that fails softly.

A provider is a service elsewhere: it can be down, slow, over its quota or answer nonsense. Then
the translator reads that, what is translated stays, and nothing is half done. What a machine
translated is kept as `machine` until somebody edits or confirms it.
"""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views.edit_translation import apply_machine_translation

logger = logging.getLogger(__name__)


class MachineError(Exception):
    """The provider did not do it; the message is for translators."""


def translate_by_machine(translation_id: int, user: Any) -> bool:
    """Translate what is not translated yet; False if there was nothing left."""
    translator = get_machine_translator()
    if translator is None:
        raise Http404
    try:
        with transaction.atomic():
            return bool(apply_machine_translation(translation_id, user, translator))
    except PermissionDenied:
        raise
    except Http404 as error:
        words = _t("%(name)s does not translate into this language.")
        raise MachineError(words % {"name": translator.display_name}) from error
    except Exception as error:  # whatever a provider's client raises
        logger.exception("Machine translation of translation %s failed", translation_id)
        words = _t("%(name)s did not answer as it should. Nothing was changed; try again later.")
        raise MachineError(words % {"name": translator.display_name}) from error


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    try:
        if translate_by_machine(translation_id, request.user):
            messages.success(request, _t("Translated by machine. Please read it through."))
        else:
            messages.warning(request, _t("There is nothing left to translate."))
    except MachineError as error:
        messages.error(request, str(error))
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
