"""A picture of a few pixels, shown while the real one loads."""

import base64
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

if TYPE_CHECKING:
    from cms.images.models import CustomImage

_EDGE = 10  # pixels


def make_placeholder(image: "CustomImage") -> str:
    """A WebP as a data URI, about 200 bytes; empty for a file that is no raster image."""
    try:
        with image.open_file() as file, PillowImage.open(file) as picture:
            picture.draft("RGB", (_EDGE * 8, _EDGE * 8))  # JPEG: decode small
            small = picture.convert("RGB")
            small.thumbnail((_EDGE, _EDGE))
            out = BytesIO()
            small.save(out, "WEBP", quality=30, method=6)
    except (UnidentifiedImageError, OSError, ValueError, PillowImage.DecompressionBombError):
        return ""
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()
