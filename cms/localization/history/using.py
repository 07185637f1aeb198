"""Taking a past text for the translation again."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.localization.history.models import How, PastText
from cms.localization.segment_views import valid_choice


def use_again(translation: Translation, past: PastText, user: Any) -> None:
    """ValidationError if there is no place for it any more."""
    if past.how == How.DELETED:
        raise ValidationError(_t("There is no text in that."))
    place = {"context_id": past.context_id, "locale_id": past.locale_id}
    if past.string_id is None:
        row = translation.source.overridablesegment_set.filter(context=past.context_id).first()
        if row is None:
            raise ValidationError(_t("The source does not have this any more."))
        value = json.dumps(valid_choice(row, translation, past.choice))
        SegmentOverride.objects.update_or_create(
            **place,
            defaults={
                "data_json": value,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
        return
    StringTranslation.objects.update_or_create(
        **place,
        translation_of_id=_text_of(translation, past),
        defaults={
            "data": past.data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
        },
    )


def _text_of(translation: Translation, past: PastText) -> int:
    """The source's text that it was made for, or the one that stands there now."""
    texts = translation.source.stringsegment_set.filter(context=past.context_id)
    there = list(texts.values_list("string", flat=True).distinct())
    if past.string_id in there:
        return int(past.string_id)
    if len(there) == 1:
        return int(there[0])
    raise ValidationError(_t("The source does not have this text any more."))
