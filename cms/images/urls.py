"""Addresses of pictures. They hold a version, so what one gives never changes."""

from django.conf import settings
from django.urls import path, reverse

from cms.images import presets
from cms.images.models import CustomImage
from cms.images.serving import serve_picture

app_name = "pictures"
urlpatterns = [
    path(
        "<int:image_id>/<slug:version>/<int:width>.<str:format_name>",
        serve_picture,
        name="picture",
    ),
]


def url_template(image: CustomImage) -> str:
    """An absolute address with `{width}` and `{format}` to fill in."""
    address = reverse("pictures:picture", args=[image.pk, image.version, 0, "format"])
    return settings.WAGTAILADMIN_BASE_URL + address.replace("0.format", "{width}.{format}")


def fallback_format(image: CustomImage) -> str:
    """The format that every browser shows: PNG for PNG and GIF, which may be transparent."""
    return "png" if image.file.name.lower().endswith((".png", ".gif")) else "jpeg"


def srcset(image: CustomImage) -> list[dict[str, object]]:
    """`[{url, width, height}]` in WebP, from small to large."""
    template = url_template(image)
    return [
        {
            "url": template.format(width=size.width, format="webp"),
            "width": size.width,
            "height": size.height,
        }
        for size in presets.sizes(image.width, image.height)
    ]


def src(image: CustomImage) -> str:
    """One picture of middle size for those who do not choose."""
    widths = [size.width for size in presets.sizes(image.width, image.height)]
    width = max((each for each in widths if each <= presets.DEFAULT_WIDTH), default=widths[0])
    return url_template(image).format(width=width, format=fallback_format(image))
