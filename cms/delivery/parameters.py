"""Query parameters: what is allowed, within which bounds, and how one is told what is not."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from cms.delivery.errors import ParameterError
from cms.schemas.nodes import RichTextFormat

MAX_ID = 2**31 - 1
MAX_OFFSET = 10_000
MAX_LIMIT = 100
MAX_VALUES = 10  # of one repeatable parameter


def check_text(value: str) -> str:
    """ValueError for characters that no stored text has, and no database takes."""
    if any(char < " " or char == "\x7f" or "\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("must not hold control characters")
    return value


Name = Annotated[str, StringConstraints(max_length=255), AfterValidator(check_text)]
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


class FallbackParameters(LocaleParameters):
    """Of endpoints in which other languages can stand in for what is not translated."""

    fallback: list[Name] = Field(
        [],
        max_length=MAX_VALUES,
        description="With `locale`: languages to take, in this order, for what it does not have; "
        "`default` is the site's first one. `meta.locale` tells which one came.",
        examples=[["en"]],
    )


class RichTextParameters(Parameters):
    """Of endpoints that give content."""

    rich_text_format: RichTextFormat = Field("html", description="How rich text is written.")


class FieldsParameters(Parameters):
    """Of endpoints whose items can be cut down."""

    fields: Annotated[Name, Field(min_length=1)] | None = Field(
        None,
        description="Only these fields of each item, separated by commas; `id` and `meta` always "
        "stay. All others are left out of the answer, also those that the schema requires.",
    )


class PagingParameters(Parameters):
    """Of lists."""

    limit: int = Field(20, ge=1, le=MAX_LIMIT, description="How many at most.")
    offset: int = Field(
        0,
        ge=0,
        le=MAX_OFFSET,
        description="How many to pass over. To read a long list to its end, follow `next`.",
    )
    cursor: Annotated[str, StringConstraints(max_length=3000)] | None = Field(
        None, description="Where to go on: `next` of the part before, with the same parameters."
    )


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


__all__ = [
    "FallbackParameters",
    "FieldsParameters",
    "Id",
    "LocaleParameters",
    "Name",
    "PagingParameters",
    "Parameters",
    "Query",
    "RichTextParameters",
]
