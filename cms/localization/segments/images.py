"""Pictures in the text, with words of this place; those of the image stand in the library."""

from typing import Any

from wagtail.images.blocks import ImageBlock

from cms.blocks.media import CaptionedImageBlock
from cms.localization.segments.kinds import Kind, Segments, register
from cms.localization.segments.references import Known
from cms.localization.segments.structures import Struct, part


class Picture(Struct):
    """Of a decorative one, nobody reads an alt text that is still there."""

    def __init__(self, block: Any, alt: str) -> None:
        super().__init__(block)
        self.alt = alt

    def extract(self, stored: Any, known: Known) -> Segments:
        if part(stored, "decorative"):
            stored = {**stored, self.alt: ""}
        yield from super().extract(stored, known)


@register(CaptionedImageBlock)
def captioned_image(block: Any) -> Kind:
    return Picture(block, "alt")


@register(ImageBlock)
def wagtail_image(block: Any) -> Kind:
    return Picture(block, "alt_text")
