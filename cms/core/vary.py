"""What answers depend on, as caches are told."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class SameForAllOriginsMiddleware:
    """django-cors-headers says `Vary: origin` always; where every origin may read, it would only
    make caches keep the same answer again for each."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.CORS_ALLOW_ALL_ORIGINS and response.has_header("Vary"):
            names = [name.strip() for name in response.headers["Vary"].split(",")]
            kept = [name for name in names if name.lower() != "origin"]
            if kept:
                response.headers["Vary"] = ", ".join(kept)
            else:
                del response.headers["Vary"]
        return response
