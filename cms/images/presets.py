"""The only sizes and formats in which pictures are served."""

from dataclasses import dataclass

WIDTHS = (160, 320, 480, 640, 960, 1280, 1600, 1920, 2560)
DEFAULT_WIDTH = 1280
FORMATS = ("avif", "webp", "jpeg", "png")
CONTENT_TYPES = {name: f"image/{name}" for name in FORMATS}


@dataclass(frozen=True)
class Size:
    width: int
    height: int


def sizes(width: int, height: int) -> list[Size]:
    """The sizes a picture of that many pixels is offered in; never more than it has."""
    widths = [allowed for allowed in WIDTHS if allowed < width]
    if width <= WIDTHS[-1]:
        widths.append(width)
    return [Size(each, max(1, round(height * each / width))) for each in widths]


def filter_spec(width: int, format_name: str) -> str:
    """Wagtail's filter for one of the sizes."""
    quality = {"avif": "|avifquality-60", "webp": "|webpquality-78", "jpeg": "|jpegquality-82"}
    return f"width-{width}|format-{format_name}{quality.get(format_name, '')}"
