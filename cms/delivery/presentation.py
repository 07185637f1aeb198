"""How the client wants its answer: rich text in which format, which fields."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from wagtail.models import Page

from cms.delivery.errors import ParameterError
from cms.schemas.models import FieldSet, delivered_pages, page_detail, page_summary
from cms.schemas.nodes import RichTextFormat


@dataclass(frozen=True)
class Presentation:
    """Of the things that an answer is about; what stands inside them is always whole."""

    rich_text_format: RichTextFormat = "html"
    fields: frozenset[str] | None = None  # None: all
    absolute_links: bool = False  # in rich text, with the site's scheme and host

    def keeps(self, name: str) -> bool:
        return self.fields is None or name in self.fields


WHOLE = Presentation()


class PresentationParameters(Protocol):
    """The parameters that say how."""

    rich_text_format: RichTextFormat
    fields: str | None


def presentation_of(parameters: PresentationParameters, known: Iterable[str]) -> Presentation:
    """422 for a field that none of the asked for things has."""
    if parameters.fields is None:
        return Presentation(parameters.rich_text_format)
    names = frozenset(name.strip() for name in parameters.fields.split(","))
    allowed = set(known)
    for name in sorted(names - {"id", "meta"}):
        if name not in allowed:
            there_are = ", ".join(sorted(allowed))
            raise ParameterError("fields", f"knows no {name!r}; there are: {there_are}")
    return Presentation(parameters.rich_text_format, names)


def presentation_of_details(
    parameters: PresentationParameters, model: type[Page] | None = None
) -> Presentation:
    """For whole pages of one type, or of any."""
    return presentation_of(parameters, _names(page_detail, model))


def presentation_of_summaries(
    parameters: PresentationParameters, model: type[Page] | None = None
) -> Presentation:
    """For summaries of pages of one type, or of any."""
    return presentation_of(parameters, _names(page_summary, model))


def _names(compiled: Callable[[Any], FieldSet], model: type[Page] | None) -> list[str]:
    models = [model] if model else delivered_pages()
    return ["title", *(name for each in models for name in compiled(each).fields)]
