"""The slot for showing content as HTML inside the backend.

Pages and blocks need it and stand on a lower floor than the API whose answers it shows, so
the room that can do it (`preview`) fills the slot when Django starts.
"""

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString


class Renderer(Protocol):
    """What fills the slot."""

    def page(self, request: HttpRequest, page: Any, *, in_preview: bool) -> HttpResponse:
        """A whole HTML page; `page` may hold unsaved edits."""

    def snippet(self, request: HttpRequest, snippet: Any) -> HttpResponse:
        """A whole HTML page about one snippet; it may hold unsaved edits."""

    def block(self, block: Any, value: Any) -> SafeString:
        """The HTML of one StreamField block with that value."""


_renderer: Renderer | None = None


def use(renderer: Renderer) -> None:
    """Fill the slot; called once, from an app's `ready()`."""
    global _renderer
    if _renderer is not None and type(_renderer) is not type(renderer):
        raise RuntimeError(f"{type(_renderer).__name__} renders already; two would compete.")
    _renderer = renderer


def _in_slot() -> Renderer:
    if _renderer is None:
        raise RuntimeError("Nothing renders content: is cms.preview in INSTALLED_APPS?")
    return _renderer


def render_page(request: HttpRequest, page: Any, *, in_preview: bool = False) -> HttpResponse:
    return _in_slot().page(request, page, in_preview=in_preview)


def render_snippet(request: HttpRequest, snippet: Any) -> HttpResponse:
    return _in_slot().snippet(request, snippet)


def render_block(block: Any, value: Any) -> SafeString:
    return _in_slot().block(block, value)
