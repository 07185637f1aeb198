"""What translations of texts have been."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String, TranslatableObject, TranslationContext


class How(models.TextChoices):
    """By which way a translation came."""

    HAND = "hand", _("by hand")
    MACHINE = "machine", _("by machine")
    PO = "po", _("from a PO file")
    TAKEN_OVER = "taken", _("taken over from an edit")
    CARRIED = "carried", _("carried over from a changed source")
    DELETED = "deleted", _("deleted")


class PastText(models.Model):
    """A value that a translation has, or had until the next one of the same text.

    It goes with the page or snippet, and never before.
    """

    object = models.ForeignKey(
        TranslatableObject, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(
        TranslationContext, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    string = models.ForeignKey(String, null=True, on_delete=models.CASCADE, related_name="+")
    data = models.TextField()  # without a string: another choice, as JSON
    how = models.CharField(max_length=20, choices=How.choices)
    tool = models.CharField(max_length=255, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("past text")
        verbose_name_plural = _("past texts")
        indexes = [
            models.Index(fields=["object", "locale", "-id"], name="past_texts_of_translation"),
            models.Index(fields=["context", "locale", "-id"], name="past_texts_of_place"),
        ]

    def __str__(self) -> str:
        return self.data

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What has been is not changed.")
        super().save(*args, **kwargs)

    @property
    def choice(self) -> Any:
        """What was chosen, where this is no text."""
        return json.loads(self.data) if self.string_id is None and self.data else None
