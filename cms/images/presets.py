"""The only sizes, shapes and formats in which pictures are served."""

from dataclasses import dataclass

WIDTHS = (160, 320, 480, 640, 960, 1280, 1600, 1920, 2560)
DEFAULT_WIDTH = 1280
RATIOS = {"1x1": 1, "4x3": 4 / 3, "3x2": 3 / 2, "16x9": 16 / 9, "21x9": 21 / 9, "3x4": 3 / 4}
FORMATS = ("avif", "webp", "jpeg", "png")
CONTENT_TYPES = {name: f"image/{name}" for name in FORMATS}

# Part of every address: raise it when the same file comes out differently than before.
REVISION = 1

_QUALITY = {"avif": "|avifquality-60", "webp": "|webpquality-78", "jpeg": "|jpegquality-82"}


@dataclass(frozen=True)
class Size:
    width: int
    height: int


def sizes(width: int, height: int) -> list[Size]:
    """The sizes a picture of that many pixels is offered in; never more than it has."""
    widths = [allowed for allowed in WIDTHS if allowed < width]
    if width <= WIDTHS[-1]:
        widths.append(width)
    # rounded down, as Wagtail does
    return [Size(each, max(1, int(height * (each / width)))) for each in widths]


def is_size(width: int, ratio: str | None, original: Size) -> bool:
    """Whether this width may be asked for: one of the list, or all that the picture has."""
    return width in WIDTHS or (width < WIDTHS[-1] and width == _most(ratio, original))


def filter_spec(width: int, ratio: str | None, format_name: str, original: Size) -> str:
    """Wagtail's filter for one of the sizes; a width beyond the original's becomes its own."""
    width = min(width, _most(ratio, original))
    if ratio is None:
        size = f"width-{width}"
    else:
        size = f"fill-{width}x{max(1, round(width / RATIOS[ratio]))}"
    return f"{size}|plain|format-{format_name}{_QUALITY.get(format_name, '')}"


def _most(ratio: str | None, original: Size) -> int:
    """The width of a picture, or of the largest crop of it."""
    if ratio is None:
        return original.width
    return max(1, min(original.width, int(original.height * RATIOS[ratio])))
