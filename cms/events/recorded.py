"""What the log tells of besides pages."""

from typing import Any

from django.apps import apps
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site


def recorded_models() -> list[type[Any]]:
    """Snippets that declare `api_fields`, files, and what decides over paths and languages."""
    snippets = [
        model
        for model in apps.get_models()
        if getattr(model, "api_fields", None) and not issubclass(model, Page)
    ]
    return list(dict.fromkeys([*snippets, *files(), Redirect, Embed, Site, Locale]))


def files() -> list[type[Any]]:
    """What stands in collections."""
    return [get_image_model(), get_document_model()]
