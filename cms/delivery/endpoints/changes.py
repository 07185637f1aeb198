"""`changes/` and `changes/digest/`: what a copy of the content elsewhere needs to stay one."""

import json
from collections.abc import Iterable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import AfterValidator, Field, StringConstraints

from cms.delivery import changes, schema
from cms.delivery.answers import open_scope
from cms.delivery.digest import digest
from cms.delivery.errors import GoneError, GoneProblem, Problem
from cms.delivery.parameters import MAX_VALUES, Name, Parameters, Query, check_text
from cms.delivery.scope import Scope
from cms.events import clock
from cms.schemas.blocks import ListType, LiteralType

router = Router(tags=["changes"])

Told = LiteralType[tuple(sorted(model._meta.label for model in changes.told_models()))]


_LOCALE = (
    "Only what is in this language, or in none. An answer may show things of other languages: who "
    "keeps answers follows all."
)


class DigestParameters(Parameters):
    """Of which language."""

    locale: Name | None = Field(None, description=_LOCALE, examples=["fr"])


class ChangesParameters(DigestParameters):
    """Since when, and what of it."""

    since: Annotated[str, StringConstraints(max_length=64), AfterValidator(check_text)] | None = (
        Field(
            None,
            description="`next` of the answer before; `start`: first all that is public now, then "
            "on from there. Without it: the newest cursor, and no items.",
            examples=["start"],
        )
    )
    type: ListType[Told] = Field(
        [], max_length=MAX_VALUES, description="Only things of these types."
    )
    limit: int = Field(100, ge=1, le=1000, description="How many at most.")


@router.get(
    "",
    response={200: schema.Changes, 404: Problem, 410: GoneProblem, 422: Problem},
    summary="What has changed",
    operation_id="list_changes",
    url_name="changes",
)
def list_changes(request: HttpRequest, parameters: Query[ChangesParameters]) -> HttpResponse:
    """All public changes since a cursor, oldest first: nothing missed and nothing twice."""
    scope = open_scope(request, parameters)
    wanted = _wanted(scope, parameters, parameters.type)
    clock.tell()
    try:
        part = changes.follow(wanted, parameters.since, parameters.limit)
    except GoneError as error:
        error.restart_url = _restart_url(request)
        raise
    return _unkept({"items": part.items, "next": str(part.next), "more": part.more})


@router.get(
    "digest/",
    response={200: schema.Digest, 404: Problem, 422: Problem},
    summary="Proof of a complete copy",
    operation_id="get_digest",
    url_name="changes_digest",
)
def get_digest(request: HttpRequest, parameters: Query[DigestParameters]) -> HttpResponse:
    """One number for everything that is public now. A copy that has followed `changes/` with the
    same parameters up to `cursor` comes to the same: the SHA-256, in hexadecimal, of one line
    `type:id:version` for each thing, each ended by a line feed, ordered by type (by bytes) and
    then by id (as a number)."""
    scope = open_scope(request, parameters)
    wanted = _wanted(scope, parameters)
    clock.tell()
    found = digest(wanted)
    return _unkept(
        {
            "cursor": str(found.place),
            "locale": parameters.locale,
            "count": found.count,
            "digest": found.digest,
        }
    )


def _wanted(
    scope: Scope, parameters: DigestParameters, types: Iterable[str] = ()
) -> changes.Filter:
    if parameters.locale is not None:
        scope.tree(parameters.locale)
    return changes.Filter(scope, parameters.locale, tuple(types))


def _restart_url(request: HttpRequest) -> str:
    """The same question from the beginning."""
    query = request.GET.copy()
    query["since"] = changes.START
    return f"{request.path}?{query.urlencode()}"


def _unkept(body: Any) -> HttpResponse:
    """No cache may keep it: it is how others learn that what they keep is old."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
