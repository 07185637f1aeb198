"""What can go wrong, and the one table from exception to `application/problem+json` (RFC 9457)."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from cms.schemas.shapes import Shape, described

CONTENT_TYPE = "application/problem+json"


class FieldProblem(Shape):
    """What is wrong with one parameter."""

    loc: list[str | int] = described("Where it stands, as `query`, then its name.")
    msg: str = described("What is wrong, in words.")
    type: str = described("The kind of mistake, for programs.")


class Problem(Shape):
    """An error, after RFC 9457."""

    type: str = described("The kind of problem; `about:blank` if the status says it all.")
    title: str = described("The status in words.")
    status: int = described("The HTTP status.")
    detail: str = described("What happened here.")
    errors: list[FieldProblem] = Field(
        default=[], description="One for each wrong parameter; left out if there are none."
    )


class RestrictedProblem(Problem):
    """The page exists, and is not for everybody."""

    restriction: Literal["password", "login", "groups"] = described("What it takes to see it.")


class GoneProblem(Problem):
    """What comes after this cursor cannot be told any more: start over."""

    restart_url: str = described(
        "Where to start over: the same request, with `since=start`.",
        examples=["/api/delivery/v1/changes/?since=start"],
    )


class NotFoundError(Exception):
    """Nothing public is there; the message is shown to the client."""


class ParameterError(Exception):
    """A parameter has an impossible value."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name, self.message = name, message


class RestrictedError(Exception):
    """A page that is under a view restriction was asked for directly."""

    def __init__(self, restriction: str) -> None:
        super().__init__(restriction)
        self.restriction = restriction


class GoneError(Exception):
    """A cursor leads nowhere any more; the message is shown to the client."""

    restart_url = ""


def status_title(status: int) -> str:
    """A status in words; Python's own words for 422 depend on its version."""
    return "Unprocessable Content" if status == 422 else HTTPStatus(status).phrase


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    body = {
        "type": more.pop("type", "about:blank"),
        "title": status_title(status),
        "status": status,
        "detail": detail,
        **more,
    }
    response = HttpResponse(json.dumps(body), status=status, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _not_found(error: Exception) -> HttpResponse:
    return problem(404, str(error) or "Nothing is here.")


def _wrong_parameter(error: ParameterError) -> HttpResponse:
    wrong = {"loc": ["query", error.name], "msg": error.message, "type": "value_error"}
    return problem(422, "A parameter is wrong.", errors=[wrong])


def _wrong_parameters(error: ValidationError) -> HttpResponse:
    wrong = [
        {
            "loc": [part for part in each["loc"] if part != "parameters"],
            "msg": each["msg"].removeprefix("Value error, "),
            "type": each["type"],
        }
        for each in error.errors
    ]
    return problem(422, "A parameter is wrong.", errors=wrong)


def _restricted(error: RestrictedError) -> HttpResponse:
    response = problem(
        401,
        "This page is not for everybody.",
        type="/api/delivery/v1/problems/page-restricted",
        restriction=error.restriction,
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["WWW-Authenticate"] = 'Bearer realm="page"'
    return response


def _gone(error: GoneError) -> HttpResponse:
    return problem(
        410,
        f"{error} Start over with since=start; what was kept and does not come again is gone.",
        type="/api/delivery/v1/problems/cursor-gone",
        restart_url=error.restart_url,
    )


_TABLE: dict[type[Exception], Callable[[Any], HttpResponse]] = {
    NotFoundError: _not_found,
    Http404: lambda error: problem(404, "Nothing is here."),
    ParameterError: _wrong_parameter,
    ValidationError: _wrong_parameters,
    RestrictedError: _restricted,
    GoneError: _gone,
    HttpError: lambda error: problem(error.status_code, str(error)),
}


def answer_to(error: Exception) -> HttpResponse:
    """The problem of an exception of the table, for views outside of the API."""
    return next(_TABLE[kind](error) for kind in type(error).__mro__ if kind in _TABLE)


def register(api: NinjaAPI) -> None:
    """Let every exception of the table end as its problem."""
    for exception, answer in _TABLE.items():
        api.add_exception_handler(exception, _handler(answer))


def _handler(answer: Callable[[Any], HttpResponse]) -> Callable[..., HttpResponse]:
    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(error)

    return handle
