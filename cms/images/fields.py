"""The file of an image, on the model and in forms."""

from math import isfinite
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField as WagtailFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from willow.image import Image

from cms.images import svg
from cms.images.pixels import size_as_seen


class PictureFile(WagtailImageFieldFile):
    """Measures a picture as it is seen: Wagtail's measures before the turn that EXIF asks for."""

    def get_image_dimensions(self) -> tuple[int, int]:
        close = self.closed
        self.open()
        try:
            if svg.is_svg(self.name):
                size = super().get_image_dimensions()
                width, height = (max(1, round(side)) if isfinite(side) else 1 for side in size)
                return width, height
            return size_as_seen(self)
        finally:
            if close:
                self.close()
            else:
                self.seek(0)


def _check_sides(file: Any) -> None:
    """ValueError for a drawing whose width or height is no number."""
    size = Image.open(file).get_size()
    file.seek(0)
    if not all(isfinite(side) for side in size):
        raise ValueError(size)


class PictureField(WagtailImageField):
    attr_class = PictureFile


class PictureFormField(WagtailFormField):
    """Refuses broken pictures in words, which Wagtail's lets end the request."""

    def check_image_pixel_size(self, file: Any) -> None:
        try:
            super().check_image_pixel_size(file)
            if svg.is_svg(file.name):
                svg.cleaned(file)
                file.seek(0)
                _check_sides(file)
        except ValidationError:
            raise
        except Exception as error:  # a decoder can raise anything
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
