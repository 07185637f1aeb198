"""Query parameters: what is allowed, within which bounds, and how one is told what is not."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import ConfigDict, Field, StringConstraints

from cms.delivery.errors import ParameterError

MAX_ID = 2**31 - 1
MAX_OFFSET = 10_000
MAX_LIMIT = 100

_PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
Name = Annotated[str, StringConstraints(max_length=255, pattern=_PRINTABLE)]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]


class Parameters(Schema):
    """Of every endpoint."""

    model_config = ConfigDict(extra="forbid")

    site: Name | None = Field(
        None,
        description="The site, as `HOSTNAME` or `HOSTNAME:PORT`; without it the Host header's, "
        "else the default one.",
        examples=["www.example.org"],
    )


class LocaleParameters(Parameters):
    """Of endpoints that answer in one language."""

    locale: Name | None = Field(None, description="A language of the site.", examples=["fr"])


class RichTextParameters(Parameters):
    """Of endpoints that give content."""

    rich_text_format: Literal["html"] = Field("html", description="How rich text is written.")


def refuse_unknown(request: HttpRequest, allowed: type[Schema]) -> None:
    """422 for a parameter that the endpoint does not know, or a repeated single one."""
    fields: dict[str, Any] = allowed.model_fields
    for name in request.GET:
        if name not in fields:
            known = ", ".join(sorted(fields))
            raise ParameterError(name, f"is no parameter here; there are: {known}")
        repeatable = "list" in str(fields[name].annotation)
        if not repeatable and len(request.GET.getlist(name)) > 1:
            raise ParameterError(name, "may stand only once")


__all__ = ["Id", "LocaleParameters", "Name", "Parameters", "Query", "RichTextParameters"]
