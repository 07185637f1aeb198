"""Whether a client wants Markdown, and the answer that it gets."""

from typing import Any, Literal
from urllib.parse import urlencode

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.cache import patch_vary_headers
from pydantic import Field

from cms.delivery.answers import Answer, answer, finished
from cms.delivery.page_markdown.document import document
from cms.delivery.parameters import FieldsParameters, RichTextParameters
from cms.delivery.presentation import Presentation, presentation_of_details
from cms.delivery.scope import Scope

JSON, MARKDOWN, MARKDOWN_UTF8 = "application/json", "text/markdown", "text/markdown; charset=utf-8"
# For the OpenAPI document, beside the JSON.
IN_MARKDOWN: dict[str, Any] = {
    "responses": {200: {"content": {MARKDOWN: {"schema": {"type": "string"}}}}}
}
_MOVED = {
    "headers": {
        "Location": {
            "description": "This endpoint with the new path, or another site; Markdown alone.",
            "schema": {"type": "string"},
        }
    }
}
IN_MARKDOWN_OR_MOVED: dict[str, Any] = {
    "responses": {**IN_MARKDOWN["responses"], 301: _MOVED, 302: _MOVED}
}


class PageFormatParameters(RichTextParameters, FieldsParameters):
    """Of endpoints that give one page."""

    format: Literal["json", "markdown"] | None = Field(
        None,
        description="What the answer is: JSON, or all of the page as one Markdown document with "
        "its facts in front (`rich_text_format` then has no say). Without it, what the `Accept` "
        "header prefers: `text/markdown`, else JSON.",
    )


def wants_markdown(request: HttpRequest, parameters: PageFormatParameters) -> bool:
    """By the parameter, else by the `Accept` header and its weights."""
    if parameters.format is not None:
        return parameters.format == "markdown"
    return request.get_preferred_type([JSON, MARKDOWN, MARKDOWN_UTF8]) in (MARKDOWN, MARKDOWN_UTF8)


def page_presentation(request: HttpRequest, parameters: PageFormatParameters) -> Presentation:
    """What the page must be loaded with; in Markdown links are whole, for it is read anywhere."""
    presentation = presentation_of_details(parameters)
    if wants_markdown(request, parameters):
        return Presentation("markdown", presentation.fields, absolute_links=True)
    return presentation


def answer_page(
    request: HttpRequest,
    scope: Scope,
    parameters: PageFormatParameters,
    page: dict[str, Any],
    body: Any = None,
) -> HttpResponse:
    """A PageDetail as the client wants it; `body` is the JSON if it is more than the page."""
    language = page["meta"]["locale"]
    scope.key = (*scope.key, wants_markdown(request, parameters))
    if wants_markdown(request, parameters):
        markdown = Answer(document(page), content_type=MARKDOWN_UTF8)
        response = finished(scope, markdown, language=language)
    else:
        response = answer(scope, page if body is None else body, language=language)
    response.headers["Link"] = ", ".join(
        f'<{each["html_url"]}>; rel="alternate"; hreflang="{each["locale"]}"'
        for each in (page["meta"], *page["meta"]["translations"])
    )
    return _negotiated(response, parameters)


def _negotiated(response: HttpResponse, parameters: PageFormatParameters) -> HttpResponse:
    """Say that the `Accept` header decided, if it did."""
    if parameters.format is None:
        patch_vary_headers(response, ["Accept"])
    return response


def answer_redirect(
    request: HttpRequest,
    scope: Scope,
    parameters: PageFormatParameters,
    redirect: dict[str, Any],
) -> HttpResponse:
    """`{kind: "redirect", …}`. Markdown has no words for it, so there HTTP says it itself.

    Within the site it leads to this endpoint with the new path, and so to Markdown again.
    """
    response: HttpResponse
    if wants_markdown(request, parameters):
        location = redirect["location"]
        if location.startswith("/"):
            given = request.GET.copy()
            given["html_path"] = location
            location = f"{request.path}?{urlencode(list(_pairs(given)))}"
        is_permanent = redirect["status"] == 301
        response = (HttpResponsePermanentRedirect if is_permanent else HttpResponseRedirect)(
            location
        )
        response.headers["Cache-Control"] = "no-cache"
    else:
        response = answer(scope, redirect)
    return _negotiated(response, parameters)


def _pairs(given: Any) -> Any:
    return ((name, value) for name, values in given.lists() for value in values)
