"""From a checked request to a JSON answer; every endpoint goes through here."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.delivery.parameters import Parameters, refuse_unknown
from cms.delivery.scope import Scope


def open_scope(request: HttpRequest, parameters: Parameters) -> Scope:
    """What this request may see, once its parameters are known to be right."""
    refuse_unknown(request, type(parameters))
    return Scope.of(request, parameters.site)


def answer(body: Any) -> HttpResponse:
    """JSON as it is: the schemas describe it, tests compare the two, nothing validates twice."""
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        content_type="application/json",
    )
    response.headers["Cache-Control"] = "no-cache"  # may be kept, must be asked again
    return response
