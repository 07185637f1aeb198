"""Wagtail's own REST API v3, for management: writes, revisions, actions. Only with a token."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import problem_response

PREFIX = "/api/v3-preview/"


class TokenRequiredMiddleware:
    """401 for every request below the management API that bears no valid token.

    Its own public reads leak drafts through references, and crash on some parameters.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.authenticate = BearerTokenAuth()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(PREFIX) and not self.authenticate(request):
            response = problem_response(
                status=401,
                detail="This API is for management. Send `Authorization: Bearer <token>`; "
                "an administrator makes tokens in the admin under Settings, API tokens.",
            )
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        return self.get_response(request)
