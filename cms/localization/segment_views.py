"""Saving the translation of one text, or another choice for one field.

wagtail-localize's own take whatever is sent: JSON made them fail, and so did, later on, a page
whose override was no page.
"""

import json
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from wagtail import blocks
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.views.edit_translation import (
    SegmentOverrideSerializer,
    StringTranslationSerializer,
)

from cms.localization.definitions import trail
from cms.localization.writing import is_storable, place_of, write


@api_view(["PUT", "DELETE"])
@authentication_classes([SessionAuthentication])
@permission_classes([IsAuthenticated])
def edit_text(request: Request, translation_id: int, string_segment_id: int) -> Response:
    translation = get_object_or_404(Translation, pk=translation_id)
    segment = get_object_or_404(StringSegment, pk=string_segment_id, source=translation.source_id)
    if request.method == "DELETE":
        found = StringTranslation.objects.filter(**place_of(translation, segment))
        return _deleted(found, StringTranslationSerializer)
    text = _sent(request)
    if not isinstance(text, str):
        return _refused(_t("A text was expected."))
    saved, created = write(translation, segment, text, request.user)
    answer = StringTranslationSerializer(saved, context={"translation_source": translation.source})
    return Response(answer.data, status=201 if created else 200)


@api_view(["PUT", "DELETE"])
@authentication_classes([SessionAuthentication])
@permission_classes([IsAuthenticated])
def edit_override(request: Request, translation_id: int, overridable_segment_id: int) -> Response:
    translation = get_object_or_404(Translation, pk=translation_id)
    segment = get_object_or_404(
        OverridableSegment, pk=overridable_segment_id, source=translation.source_id
    )
    place = {"context_id": segment.context_id, "locale_id": translation.target_locale_id}
    if request.method == "DELETE":
        return _deleted(SegmentOverride.objects.filter(**place), SegmentOverrideSerializer)
    try:
        value = valid_choice(segment, translation, _sent(request))
    except ValidationError as error:
        return _refused(" ".join(error.messages))
    saved, created = SegmentOverride.objects.update_or_create(
        **place,
        defaults={
            "data_json": json.dumps(value),
            "last_translated_by": request.user,
            "has_error": False,
            "field_error": "",
        },
    )
    answer = SegmentOverrideSerializer(saved, context={"translation_source": translation.source})
    return Response(answer.data, status=201 if created else 200)


def _sent(request: Request) -> Any:
    """The value, from a form or from JSON; a damaged body is a 400 by itself."""
    data = request.data
    return data.get("value") if hasattr(data, "get") else None


def _refused(reason: str) -> Response:
    return Response({"detail": reason}, status=400)


def _deleted(found: models.QuerySet[Any], serializer: type[BaseSerializer]) -> Response:
    first = found.first()
    if first is None:
        return Response(status=404)  # the editor's script takes that for a success
    first.delete()
    return Response(serializer(first, context={}).data)


def valid_choice(segment: OverridableSegment, translation: Translation, value: Any) -> Any:
    """The value as it is stored; ValidationError for what cannot stand there."""
    if isinstance(value, bool) or not isinstance(value, str | int) or not is_storable(str(value)):
        raise ValidationError(_t("This cannot stand here."))
    model = translation.source.specific_content_type.model_class()
    found = trail(model, segment.context.field_path) if model else []
    definition = found[-1] if found else None
    if target := chosen_model(definition):
        return _key(target, value)
    if isinstance(definition, blocks.FieldBlock) and not _is_rich_text_link(segment):
        return str(definition.field.clean(value))
    if isinstance(definition, models.Field) and not _is_rich_text_link(segment):
        return definition.clean(value, None)
    return _address(str(value))


def chosen_model(definition: Any) -> type[models.Model] | None:
    if isinstance(definition, blocks.ChooserBlock):
        return definition.model_class
    return definition.related_model if isinstance(definition, models.ForeignKey) else None


def _key(model: type[models.Model], value: Any) -> Any:
    try:
        return model._base_manager.values_list("pk", flat=True).get(pk=value)
    except (ObjectDoesNotExist, ValueError, OverflowError) as error:
        raise ValidationError(_t("What was chosen does not exist.")) from error


def _is_rich_text_link(segment: OverridableSegment) -> bool:
    """Links in rich text are named by their address, in quotes."""
    return bool(segment.context.path.endswith("'"))


def _address(value: str) -> str:
    """Where a link in rich text may lead."""
    if not value.startswith(("/", "#", "mailto:", "tel:")):
        URLValidator(schemes=["http", "https"])(value)
    return value
