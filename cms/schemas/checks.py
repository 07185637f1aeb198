"""System checks: whatever a page or snippet declares can be delivered, exactly typed."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from cms.schemas.blocks import UnknownBlockError
from cms.schemas.fields import UnknownFieldError
from cms.schemas.models import (
    delivered_pages,
    delivered_snippets,
    page_detail,
    page_summary,
    snippet,
)
from cms.schemas.naming import NameTakenError

_MISTAKES = (UnknownBlockError, UnknownFieldError, FieldDoesNotExist, NameTakenError)


def check_delivery(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every declared field compiles; the messages say what to do about those that do not."""
    if not apps.models_ready:
        return []
    return list(_problems())


def _problems() -> Iterator[checks.CheckMessage]:
    for model in delivered_pages():
        for compile_model in (page_detail, page_summary):
            try:
                compile_model(model)
            except _MISTAKES as error:
                yield _message(model, error)
                break
    for model in delivered_snippets():
        try:
            snippet(model)
        except _MISTAKES as error:
            yield _message(model, error)


def _message(model: type[Model], error: Exception) -> checks.CheckMessage:
    if isinstance(error, FieldDoesNotExist):
        return checks.Error(
            f"{model._meta.label} declares a field for the API that it does not have: {error}",
            hint="Correct its api_fields or api_card_fields.",
            obj=model,
            id="cms.E002",
        )
    if isinstance(error, NameTakenError):
        return checks.Error(
            f"{model._meta.label} cannot be described: {error}",
            hint="Clients generate code from these names. Give the block a class of its own, "
            "with another name.",
            obj=model,
            id="cms.E003",
        )
    return checks.Error(
        f"{model._meta.label} cannot be delivered: {error}",
        hint="Say what the API gives for it: register a node in cms.schemas.blocks or "
        "cms.schemas.fields, or leave the field out of api_fields.",
        obj=model,
        id="cms.E001",
    )
