"""Pictures in the text: their own words, or those of the image that stand in for them."""

from typing import Any

from wagtail.images.blocks import ImageBlock

from cms.blocks.media import CaptionedImageBlock
from cms.localization.segments.kinds import Kind, Segments, register
from cms.localization.segments.references import Known
from cms.localization.segments.structures import Struct, part


class Picture(Struct):
    """An image with words beside it.

    Where an editor left them empty, readers see the image's own, so a translator gets those.
    They go into this place alone, since all languages share the image.
    """

    def __init__(self, block: Any, **stands_in: str) -> None:
        super().__init__(block)
        self.model = block.child_blocks["image"].target_model
        self.alt = next(name for name, other in stands_in.items() if other == "description")
        self.stands_in = stands_in

    def extract(self, stored: Any, known: Known) -> Segments:
        shown = dict(stored) if isinstance(stored, dict) else {}
        image = known.get(self.model, part(stored, "image"))
        for name, other in self.stands_in.items():
            if image is not None and not shown.get(name):
                shown[name] = getattr(image, other, "")
        if shown.get("decorative"):
            shown[self.alt] = ""
        yield from super().extract(shown, known)


@register(CaptionedImageBlock)
def captioned_image(block: Any) -> Kind:
    return Picture(block, alt="description", credit="credit")


@register(ImageBlock)
def wagtail_image(block: Any) -> Kind:
    return Picture(block, alt_text="description")
