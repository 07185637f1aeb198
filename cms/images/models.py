"""Images: Wagtail's, with a caption, a credit and a placeholder."""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from cms.images.placeholder import make_placeholder


class CustomImage(AbstractImage):
    """An uploaded picture. Its `description` is the alt text that other places may override."""

    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("Who made it or holds the rights.")
    )
    placeholder = models.CharField(max_length=400, blank=True, editable=False)

    admin_form_fields = (*WagtailImage.admin_form_fields, "caption", "credit")
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        new_file = bool(self.file) and not self.file._committed
        if new_file:
            self.file_hash = ""
        super().save(*args, **kwargs)
        if new_file:
            self.placeholder = make_placeholder(self)
            super().save(update_fields=["placeholder"])
            self.get_file_hash()  # stores it, also for images made by code
            self.get_file_size()

    @property
    def version(self) -> str:
        """Changes with the file and with the focal point; part of every picture's address."""
        basis = f"{self.file_hash}:{self.file.name}:{self.get_focal_point()}"
        return hashlib.sha256(basis.encode()).hexdigest()[:12]


class CustomRendition(AbstractRendition):
    """A stored size and format of an image."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
