"""Saying in the translation editor that the source has changed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _t
from wagtail.admin import messages
from wagtail_localize.models import Translation

from cms.localization.standing import standing_of
from cms.localization.versions import State


def tell(request: HttpRequest, translation: Translation, target: Any) -> None:
    standing = standing_of(target)
    if standing.state != State.OUTDATED:
        return
    url = reverse("changed_texts", args=[translation.pk])
    words = _t("%(state)s: the source has changed (%(changes)s).")
    messages.warning(
        request,
        words % {"state": standing.label, "changes": standing.changes},
        buttons=[messages.button(url, _t("See what has changed"))],
    )
