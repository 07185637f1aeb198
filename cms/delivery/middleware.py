"""What HTTP asks of every address of the Delivery API, found or not."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from cms.delivery.answers import Answer
from cms.delivery.errors import CONTENT_TYPE, problem

PREFIX = "/api/delivery/"
KEEPSAKE = "cms.delivery.keepsake"  # in the WSGI environment
# On a 304 beside those that Django keeps, so that a cache does not go on with old ones.
_STAY = ("Cache-Tag", "Link", "Server-Timing", "Surrogate-Key")
_REASONS = {
    400: "The request cannot be understood.",
    404: "Nothing is here.",
    405: "This address does not take that method.",
    500: "Something went wrong here; the fault is not in the request.",
}


class DeliveryMiddleware:
    """HEAD as GET, OPTIONS with `Allow`, and every error as `application/problem+json`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.as_answer(request, self.get_response(request))
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
        if request.method == "HEAD":
            return self.head(request)
        return self.as_answer(request, self.as_problem(self.get_response(request)))

    def head(self, request: HttpRequest) -> HttpResponse:
        """What GET says, without its body."""
        request.method = "GET"
        response = self.as_answer(request, self.as_problem(self.get_response(request)))
        request.method = "HEAD"
        if not response.streaming:
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    @staticmethod
    def as_answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """304 for whoever has it already; and a word to the cache in front of Django."""
        if not isinstance(response, Answer):
            return response
        response.headers["Server-Timing"] = "cache;desc=miss"
        if response.keepsake and "HTTP_AUTHORIZATION" not in request.META:
            request.META[KEEPSAKE] = response.keepsake
        unchanged = get_conditional_response(request, response.headers["ETag"], None, response)
        if unchanged.status_code == 304:
            for name in _STAY:
                if name in response.headers:
                    unchanged.headers[name] = response.headers[name]
        return unchanged

    @staticmethod
    def as_problem(response: HttpResponse) -> HttpResponse:
        if response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE:
            detail = _REASONS.get(response.status_code, response.reason_phrase)
            error = problem(response.status_code, detail)
            if response.status_code == 405:
                error.headers["Allow"] = "GET, HEAD, OPTIONS"
            return error
        return response
