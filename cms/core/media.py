"""Uploaded files as the editors' browsers see them.

The public gets pictures from `cms.images` and documents from `wagtail.documents`, which both
ask what is public. A plain `/media/` would hand out the originals of private collections.
"""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.static import serve


@cache_control(private=True, no_cache=True)
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below MEDIA_ROOT for whoever may enter the admin; 404 for everyone else."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except SuspiciousFileOperation as error:
        raise Http404 from error
    response.headers["X-Content-Type-Options"] = "nosniff"
    # An uploaded file must not run as a page of the admin, whatever is in it.
    response.headers["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    )
    return response
