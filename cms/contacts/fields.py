"""A field for spoken languages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

# Django knows scripts of Chinese, but no name for the language that people speak.
_OWN_NAMES = {"zh": _("Chinese")}


def spoken_language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in settings.SPOKEN_LANGUAGES]


def language_name(code: str) -> str:
    """A language's name in the active language; its code if nobody knows one."""
    if code in _OWN_NAMES:
        return str(_OWN_NAMES[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


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
            label=capfirst(str(self.verbose_name)),
            help_text=self.help_text,
        )
