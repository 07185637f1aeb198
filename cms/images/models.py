"""Images: Wagtail's, with a caption, a credit and a placeholder."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, get_upload_to
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from cms.images import presets, rendering, svg
from cms.images.fields import PictureField
from cms.images.pixels import Facts, look_at


class CustomImage(AbstractImage):
    """An uploaded picture. Its `description` is the alt text that other places may override."""

    file = PictureField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("Who made it or holds the rights.")
    )
    placeholder = models.CharField(max_length=400, blank=True, editable=False)
    transparent = models.BooleanField(default=False, editable=False)

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
        new_file = bool(self.file) and (self._state.adding or not self.file._committed)
        if new_file:
            self._take_in()
        super().save(*args, **kwargs)
        if new_file:
            self.get_file_hash()  # stores it, also for images made by code
            self.get_file_size()

    def _take_in(self) -> None:
        """Clean a new drawing, look at a new picture. A broken one is kept, without a preview."""
        facts = Facts(transparent=True, placeholder="")
        if self.is_svg():
            self._clean_svg()
        else:
            try:
                with self.open_file() as file:
                    facts = look_at(file)
            except Exception:  # a decoder can raise anything
                facts = Facts(transparent=False, placeholder="")
        self.transparent, self.placeholder = facts.transparent, facts.placeholder
        self.file_hash, self.file_size = "", None

    def _clean_svg(self) -> None:
        with self.open_file() as file:
            drawing = svg.cleaned(file)
        if self.file._committed:  # stored ahead of its row, as Wagtail does for many at once
            self.file.storage.delete(self.file.name)
        self.file = ContentFile(drawing, name=self.filename)

    def create_rendition(self, filter: Filter) -> "CustomRendition":
        """Wagtail's, but two at the same time make it once."""
        return rendering.render_once(self, filter)

    @property
    def version(self) -> str:
        """Changes with the file and with the focal point; part of every picture's address."""
        file = f"{self.file_hash}:{self.file.name}"
        basis = f"{file}:{self.get_focal_point()}:{presets.REVISION}"
        return hashlib.sha256(basis.encode()).hexdigest()[:12]


class CustomRendition(AbstractRendition):
    """A stored size and format of an image."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """A folder for each image: Wagtail cuts long names, and two images may end up with one.

        A storage that overwrites would then show a private picture in place of a public one.
        """
        name = self.file.field.storage.get_valid_name(filename.lstrip("."))
        return f"images/{self.image.pk}-{self.image.version}/{name}"
