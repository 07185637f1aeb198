"""Documents as readers get them: by Wagtail's own view, which asks for log-in or password."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve

from cms.core.visibility import Visibility


@require_safe
def serve_document(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """A document's file. Says to caches what Wagtail's answer leaves to their guess."""
    try:
        response: Any = serve(request, document_id, document_filename)
    except FileNotFoundError as error:  # of a storage that is not on this machine
        raise Http404 from error
    if not response.has_header("Cache-Control"):
        response.headers["Cache-Control"] = (
            "public, no-cache" if _is_public(document_id) else "private, no-store"
        )
    if response.get("Content-Encoding") == "None":  # Wagtail writes Python's None
        del response.headers["Content-Encoding"]
    if response.get("ETag") == '""':  # no hash is known: it would never change
        del response.headers["ETag"]
    return response


def _is_public(document_id: int) -> bool:
    documents = get_document_model()._default_manager.filter(pk=document_id)
    return bool(Visibility(timezone.now()).media(documents).exists())
