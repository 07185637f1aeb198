"""What HTTP asks of every address of the Delivery API, found or not."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cms.delivery.errors import CONTENT_TYPE, problem

PREFIX = "/api/delivery/"
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
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
        if request.method == "HEAD":
            request.method = "GET"  # the server leaves the body out by the original method
        response = self.get_response(request)
        if response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE:
            detail = _REASONS.get(response.status_code, response.reason_phrase)
            error = problem(response.status_code, detail)
            if response.status_code == 405:
                error.headers["Allow"] = "GET, HEAD, OPTIONS"
            return error
        return response
