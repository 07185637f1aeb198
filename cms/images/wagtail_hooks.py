"""An operation for filters: `plain`."""

from typing import Any

from wagtail import hooks
from wagtail.images.image_operations import FilterOperation
from willow.plugins.pillow import PillowImage

from cms.images.pixels import plain


class PlainOperation(FilterOperation):
    """Colours that every format takes, and no metadata."""

    def construct(self) -> None:
        pass

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> PillowImage:
        if willow.get_pillow_image().mode == "CMYK":
            willow = willow.transform_colorspace_to_srgb()
        return PillowImage(plain(willow.get_pillow_image()))


@hooks.register("register_image_operations")
def register_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("plain", PlainOperation)]
