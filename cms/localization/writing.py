"""Writing the translation of one text by hand, by whichever door."""

from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation, Translation


def place_of(translation: Translation, segment: StringSegment) -> dict[str, int]:
    """What the translation of a text is found by."""
    return {
        "translation_of_id": segment.string_id,
        "context_id": segment.context_id,
        "locale_id": translation.target_locale_id,
    }


def write(
    translation: Translation, segment: StringSegment, text: str, user: Any
) -> tuple[StringTranslation, bool]:
    """As written and read by a person; and whether there was none before."""
    saved: tuple[StringTranslation, bool] = StringTranslation.objects.update_or_create(
        **place_of(translation, segment),
        defaults={
            "data": storable(text),
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
        },
    )
    return saved


def storable(text: str) -> str:
    """Without what no database takes: zeros, and halves of characters."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def is_storable(text: str) -> bool:
    return storable(text) == text
