"""Addresses of pictures. They hold a version, so what one gives never changes."""

from functools import cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, path, reverse

from cms.images import presets
from cms.images.models import CustomImage
from cms.images.serving import serve_drawing, serve_picture

app_name = "pictures"
urlpatterns = [
    path("<int:image_id>/<slug:version>/picture.svg", serve_drawing, name="drawing"),
    path(
        "<int:image_id>/<slug:version>/<int:width>.<str:format_name>",
        serve_picture,
        name="picture",
    ),
    path(
        "<int:image_id>/<slug:version>/<int:width>-<str:ratio>.<str:format_name>",
        serve_picture,
        name="crop",
    ),
]


def addresses(image: CustomImage) -> dict[str, Any]:
    """`src`, `srcset`, `url_template` and `crop_url_template`, as `schemas.shapes.Image` says."""
    before = settings.WAGTAILADMIN_BASE_URL + _before_id(get_script_prefix())
    folder = f"{before}{image.pk}/{image.version}/"
    if image.is_svg():  # fits every size as it is
        drawing = f"{folder}picture.svg"
        return {"src": drawing, "srcset": [], "url_template": drawing, "crop_url_template": None}
    sizes = presets.sizes(image.width, image.height)
    middle = max((each for each in sizes if each.width <= presets.DEFAULT_WIDTH), key=_by_width)
    return {
        "src": f"{folder}{middle.width}.{fallback_format(image)}",
        "srcset": [
            {"url": f"{folder}{size.width}.webp", "width": size.width, "height": size.height}
            for size in sizes
        ],
        "url_template": folder + "{width}.{format}",
        "crop_url_template": folder + "{width}-{ratio}.{format}",
    }


@cache
def _before_id(script_prefix: str) -> str:
    """Of all pictures' addresses; a list has hundreds."""
    return reverse("pictures:drawing", args=[0, "v"]).removesuffix("0/v/picture.svg")


def fallback_format(image: CustomImage) -> str:
    """The format that all programs show; PNG for drawings, and for what can be seen through."""
    lossless = image.transparent or image.file.name.lower().endswith((".png", ".gif"))
    return "png" if lossless else "jpeg"


def _by_width(size: presets.Size) -> int:
    return size.width
