"""What answers depend on, as caches are told."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class SameForAllOriginsMiddleware:
    """Where every origin may read, the answer to one is the answer to all.

    django-cors-headers says so only to requests that name an origin, with `Vary: origin`: caches
    would keep the same answer again for each, or give browsers what they may not read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.CORS_ALLOW_ALL_ORIGINS and response.has_header("Vary"):
            names = [name.strip() for name in response.headers["Vary"].split(",")]
            kept = [name for name in names if name.lower() != "origin"]
            if kept != names:
                response.headers["Access-Control-Allow-Origin"] = "*"
            if kept:
                response.headers["Vary"] = ", ".join(kept)
            else:
                del response.headers["Vary"]
        return response
