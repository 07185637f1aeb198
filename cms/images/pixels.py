"""What is in an uploaded picture, as Pillow sees it."""

from dataclasses import dataclass
from typing import IO

from PIL import Image as PillowImage
from PIL import ImageOps

from cms.images.placeholder import make_placeholder

_ORIENTATION = 0x0112  # of EXIF
_TURNED = range(5, 9)  # by a quarter
_THUMBNAIL = (80, 80)


@dataclass(frozen=True)
class Facts:
    transparent: bool
    placeholder: str


def size_as_seen(file: IO[bytes]) -> tuple[int, int]:
    """Width and height after the turn that EXIF asks for; decodes nothing."""
    picture = PillowImage.open(file)
    width, height = picture.size
    turned = picture.getexif().get(_ORIENTATION, 1) in _TURNED
    return (height, width) if turned else (width, height)


def look_at(file: IO[bytes]) -> Facts:
    """Raises whatever Pillow raises for a broken file."""
    picture: PillowImage.Image = PillowImage.open(file)
    if picture.mode.startswith("I"):
        picture = plain(picture)
    picture.thumbnail(_THUMBNAIL)  # decodes a JPEG small
    small = plain(ImageOps.exif_transpose(picture))
    return Facts(transparent=small.mode == "RGBA", placeholder=make_placeholder(small))


def plain(picture: PillowImage.Image) -> PillowImage.Image:
    """The same as RGB, or RGBA where it is really transparent, without where and when.

    A camera's EXIF tells where somebody lives, and not every format takes every mode.
    """
    if picture.mode.startswith("I"):  # 16 bits of grey, which a conversion would cut off
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    profile = picture.info.get("icc_profile") if picture.mode in {"RGB", "RGBA"} else None
    clean = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if clean.mode == "RGBA" and clean.getchannel("A").getextrema() == (255, 255):
        clean = clean.convert("RGB")
    clean.info = {"icc_profile": profile} if profile else {}
    return clean
