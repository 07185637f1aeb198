"""A field for spoken languages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _t


def spoken_language_choices() -> list[tuple[str, str]]:
    return [
        (code, get_language_info(code)["name_translated"]) for code in settings.SPOKEN_LANGUAGES
    ]


class LanguagesField(models.JSONField):
    """A list of ISO 639-1 codes, each once, edited as check boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        unknown = set(value or []) - set(settings.SPOKEN_LANGUAGES)
        if unknown:
            raise ValidationError(
                _t("Unknown languages: %(codes)s") % {"codes": ", ".join(sorted(unknown))}
            )

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=spoken_language_choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
        )
