"""System checks: every text can be translated, or somebody said that it need not be."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db.models import Model
from wagtail import fields as wagtail_fields
from wagtail.models import get_translatable_models
from wagtail_localize.fields import get_translatable_fields

from cms.localization.fields import PictureText, RichTextField, StreamField, picture_texts
from cms.localization.segments.kinds import UnknownBlockError


def check_translation(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if not apps.models_ready:
        return []
    return [
        problem
        for model in get_translatable_models(include_subclasses=True)
        for problem in check_model(model)
    ]


def check_model(model: type[Model]) -> Iterator[checks.CheckMessage]:
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _unknown_blocks(model, field)
        elif isinstance(field, wagtail_fields.StreamField | wagtail_fields.RichTextField) and (
            not isinstance(field, RichTextField)
        ):
            yield checks.Error(
                f"{model._meta.label}.{field.name} would lose texts in translation.",
                hint=f"Take {type(field).__name__} from cms.localization.fields.",
                obj=model,
                id="cms.E005",
            )
    yield from _forgotten_pictures(model)


def _unknown_blocks(model: type[Model], field: StreamField) -> Iterator[checks.CheckMessage]:
    try:
        _ = field.kind
    except UnknownBlockError as error:
        yield checks.Error(
            f"{model._meta.label}.{field.name} cannot be translated: {error}",
            hint="Say what of it is translated: register a kind in cms.localization.segments, "
            "give it get_translatable_segments and restore_translated_segments, or say "
            "translatable=False in its Meta.",
            obj=model,
            id="cms.E004",
        )


def _forgotten_pictures(model: Any) -> Iterator[checks.CheckMessage]:
    said = {
        field.field_name
        for field in get_translatable_fields(model)
        if isinstance(field, PictureText)
    }
    for text in picture_texts(getattr(model, "api_fields", [])):
        if text.field_name not in said:
            yield checks.Error(
                f"{model._meta.label}.{text.field_name} stays empty in translations, so that "
                "readers see the image's own words in another language.",
                hint="Set override_translatable_fields = picture_texts(api_fields), from "
                "cms.localization.fields.",
                obj=model,
                id="cms.E006",
            )
