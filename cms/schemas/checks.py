"""System checks: whatever a page or snippet declares can be delivered, exactly typed."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from cms.schemas.blocks import UnknownBlockError
from cms.schemas.fields import UnknownFieldError
from cms.schemas.models import page_detail, page_summary, snippet


def delivered_pages() -> list[type[Page]]:
    """Page types that the API delivers: all but Wagtail's bare Page."""
    return [model for model in get_page_models() if model is not Page]


def delivered_snippets() -> list[type[Model]]:
    """Snippet types that say something in the API."""
    return [model for model in get_snippet_models() if getattr(model, "api_fields", None)]


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
            except (UnknownBlockError, UnknownFieldError, FieldDoesNotExist) as error:
                yield _message(model, error)
                break
    for model in delivered_snippets():
        try:
            snippet(model)
        except (UnknownBlockError, UnknownFieldError, FieldDoesNotExist) as error:
            yield _message(model, error)


def _message(model: type[Model], error: Exception) -> checks.CheckMessage:
    if isinstance(error, FieldDoesNotExist):
        return checks.Error(
            f"{model._meta.label} declares a field for the API that it does not have: {error}",
            hint="Correct its api_fields or api_card_fields.",
            obj=model,
            id="cms.E002",
        )
    return checks.Error(
        f"{model._meta.label} cannot be delivered: {error}",
        hint="Say what the API gives for it: register a node in cms.schemas.blocks or "
        "cms.schemas.fields, or leave the field out of api_fields.",
        obj=model,
        id="cms.E001",
    )
