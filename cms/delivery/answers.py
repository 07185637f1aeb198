"""From a checked request to an answer; every endpoint goes through here."""

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from cms.delivery.parameters import Parameters, refuse_unknown
from cms.delivery.scope import Scope
from cms.events import clock


@dataclass(frozen=True)
class Keepsake:
    """What it takes to keep an answer: what it depends on, and what it shows."""

    key: tuple[Any, ...]
    tags: frozenset[str]


class Answer(HttpResponse):
    """What every anonymous reader gets; without a `keepsake` nobody may keep it."""

    keepsake: Keepsake | None = None


def open_scope(request: HttpRequest, parameters: Parameters) -> Scope:
    """What this request may see, once its parameters are known to be right."""
    refuse_unknown(request, type(parameters))
    scope = Scope.of(request, parameters.site)
    scope.wanted_language = getattr(parameters, "locale", None) or ""
    scope.key = key_of(request, scope, parameters)
    return scope


def key_of(
    request: HttpRequest, scope: Scope, parameters: BaseModel, **instead: Any
) -> tuple[Any, ...]:
    """The same for all spellings of the same question; `instead`: parameters, as understood."""
    given = parameters.model_dump(mode="json", exclude_defaults=True, exclude={"site"})
    return (request.path, scope.site.pk, json.dumps(given | instead, sort_keys=True))


def answer(scope: Scope, body: Any, *, language: str = "", keep: bool = True) -> Answer:
    """JSON as it is: the schemas describe it, tests compare the two, nothing validates twice."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return finished(
        scope, Answer(text, content_type="application/json"), language=language, keep=keep
    )


def finished(scope: Scope, response: Answer, *, language: str = "", keep: bool = True) -> Answer:
    """With the headers by which caches keep it, ask again, and are told to forget it.

    `keep`: whether a change of anything else than what the tags say leaves it as it is.
    """
    tags = scope.tags.few()
    # With the tags: some caches keep the old ones when they are told that nothing has changed.
    basis = "\n".join([response.headers["Content-Type"], *tags, ""]).encode() + response.content
    response.headers["ETag"] = f'"{hashlib.sha256(basis).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = "public, no-cache"
    if keep and settings.EDGE_MAX_AGE:
        due = clock.next_change()
        response.headers["Cache-Control"] = cache_control(due.timestamp() if due else 0)
    response.headers["Surrogate-Key"] = " ".join(tags)
    response.headers["Cache-Tag"] = ",".join(tags)
    if language:
        response.headers["Content-Language"] = language
    if keep and scope.key:
        response.keepsake = Keepsake(scope.key, scope.tags.all())
    return response


def cache_control(due: float = 0) -> str:
    """Browsers ask each time; a CDN that is told what to forget may keep it for a while.

    `due`: when the clock will change something, as a time stamp; 0: never.
    """
    seconds = settings.EDGE_MAX_AGE
    if due:
        seconds = min(seconds, max(0, int(due - time.time())))
    return f"public, max-age=0, must-revalidate, s-maxage={seconds}"
