"""What people are told when a lock or moderation keeps them from a translation."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request


def refuse_locked(request: HttpRequest, target: Any) -> HttpResponse:
    """Say so, and change nothing."""
    text = _t("'%(title)s' is locked, or others are reviewing it. Nothing was changed.") % {
        "title": get_latest_str(target)
    }
    if not request.accepts("text/html") or request.headers.get("x-requested-with"):
        return JsonResponse({"detail": text}, status=403)
    messages.error(request, text)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
