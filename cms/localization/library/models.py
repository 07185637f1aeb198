"""The words of a picture or file in one language."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class LibraryWords(TranslatableMixin, models.Model):
    """What a picture or file says to readers.

    The original holds the words of the picture or file itself, in the language in which they were
    written; the others are translations of it.
    """

    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="words",
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="words",
    )
    is_original = models.BooleanField(default=False, editable=False)
    title = models.CharField(_("title"), max_length=255, blank=True)
    description = models.CharField(_("description"), max_length=255, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=160, blank=True)

    wagtail_reference_index_ignore = True
    override_translatable_fields = [
        SynchronizedField("image", overridable=False),
        SynchronizedField("document", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("words of a picture or file")
        verbose_name_plural = _("words of pictures and files")
        constraints = [
            models.UniqueConstraint(fields=("image", "locale"), name="picture_words_once"),
            models.UniqueConstraint(fields=("document", "locale"), name="document_words_once"),
            models.CheckConstraint(
                condition=models.Q(image=None) ^ models.Q(document=None),
                name="words_of_a_picture_or_document",
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def item(self) -> Any:
        return self.image or self.document

    def copy_for_translation(self, locale: Locale, **kwargs: Any) -> "LibraryWords":
        copy: LibraryWords = super().copy_for_translation(locale, **kwargs)
        copy.is_original = False
        return copy
