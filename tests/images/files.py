"""Files to upload, made by Pillow."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as PillowImage

from cms.images.models import CustomImage

# endings and modes that an editor may come with
KINDS = [
    ("a.jpg", "RGB"),
    ("a.jpeg", "L"),
    ("a.jpg", "CMYK"),
    ("a.png", "RGB"),
    ("a.png", "RGBA"),
    ("a.png", "LA"),
    ("a.png", "P"),
    ("a.png", "1"),
    ("a.png", "I;16"),
    ("a.gif", "P"),
    ("a.webp", "RGBA"),
    ("a.avif", "RGBA"),
    ("a.heic", "RGB"),
]
SEE_THROUGH = {"RGBA", "LA"}
_FORMATS = {"jpg": "JPEG", "heic": "HEIF"}


def drawn(mode: str = "RGB", size: tuple[int, int] = (800, 500)) -> PillowImage.Image:
    """Noise, which no encoder makes small; half transparent where the mode can be."""
    noise = PillowImage.effect_noise(size, 60)
    if mode == "I;16":
        return noise.convert("I").point(lambda value: value * 256).convert("I;16")
    if mode in SEE_THROUGH:
        noise = noise.convert(mode)
        noise.putalpha(100)
    return noise.convert(mode)


def encoded(name: str, picture: PillowImage.Image, **options: Any) -> bytes:
    out = BytesIO()
    ending = Path(name).suffix[1:]
    picture.save(out, _FORMATS.get(ending, ending.upper()), **options)
    return out.getvalue()


def stored(name: str, content: bytes, **fields: Any) -> CustomImage:
    return CustomImage.objects.create(title="A", file=ContentFile(content, name=name), **fields)


def picture(name: str = "a.jpg", mode: str = "RGB", size: tuple[int, int] = (800, 500)) -> Any:
    return stored(name, encoded(name, drawn(mode, size)))


def upright() -> bytes:
    """A JPEG of 400 x 200 pixels that is to be shown as 200 x 400: red above, blue below."""
    lying = PillowImage.new("RGB", (400, 200), "blue")
    lying.paste("red", (0, 0, 200, 200))
    exif = lying.getexif()
    exif[0x0112] = 6  # turn to the right
    exif[0x8825] = {1: "N", 2: (46.0, 12.0, 0.0)}  # where it was taken
    return encoded("a.jpg", lying, exif=exif)


def decoded(response: Any) -> PillowImage.Image:
    picture = PillowImage.open(BytesIO(response.getvalue()))
    picture.load()
    return picture
