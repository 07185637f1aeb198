"""A sheet to paint on: colours, gradients, soft light and curves.

Everything is measured in the finished picture's pixels; the sheet itself is twice as fine and
is halved at the end, which smooths every edge.
"""

import math
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 1600, 1000
_FINE = 2
_RIM = 180  # how far from its middle Pillow's radial gradient is at the middle of its sides

Point = tuple[float, float]
Curve = Callable[[float], float]


def colour(name: str, opacity: float = 1.0) -> tuple[int, int, int, int]:
    """A colour such as `#204060`, more or less see-through."""
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red, green, blue, round(255 * opacity)


def mix(one: str, other: str, share: float) -> str:
    """A colour between two others; a share of 0 gives the first, of 1 the second."""
    first, second = ImageColor.getrgb(one), ImageColor.getrgb(other)
    parts = (round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))
    return "#{:02x}{:02x}{:02x}".format(*parts)


def steps(number: int, start: float, end: float) -> list[float]:
    """Evenly spaced numbers, both ends included."""
    return [start + (end - start) * index / (number - 1) for index in range(number)]


def lowered(curve: Curve, by: float) -> Curve:
    """The same curve, that far further down."""
    return lambda x: curve(x) + by


class Canvas:
    """One picture in the making, with its own dice, so that it always comes out the same."""

    def __init__(self, seed: str) -> None:
        self.dice = Random(seed)  # noqa: S311 - paints, guards nothing
        self.sheet = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE))
        self._pen = ImageDraw.Draw(self.sheet, "RGBA")

    def shade(self, *stops: str, top: float = 0, bottom: float = HEIGHT) -> None:
        """Fill a band of the sheet with colours that flow from its top to its bottom."""
        box = (0, round(top * _FINE), WIDTH * _FINE, round(bottom * _FINE))
        strip = _strip(stops, box[3] - box[1])
        self.sheet.paste(strip.resize((box[2], box[3] - box[1])), box)

    def shape(self, points: Sequence[Point], *stops: str, opacity: float = 1.0) -> None:
        """A filled outline in one colour, or in several that flow downwards."""
        fine = [(x * _FINE, y * _FINE) for x, y in points]
        if len(stops) == 1:
            self._pen.polygon(fine, fill=colour(stops[0], opacity))
            return
        left, right = min(x for x, _ in fine), max(x for x, _ in fine)
        top, bottom = min(y for _, y in fine), max(y for _, y in fine)
        size = (math.ceil(right - left) + 1, math.ceil(bottom - top) + 1)
        mask = Image.new("L", size)
        inside = [(x - left, y - top) for x, y in fine]
        ImageDraw.Draw(mask).polygon(inside, fill=round(255 * opacity))
        self.sheet.paste(_strip(stops, size[1]).resize(size), (round(left), round(top)), mask)

    def land(self, ridge: Curve, *stops: str, bottom: float = HEIGHT, opacity: float = 1) -> None:
        """Everything below a curve that runs from the left edge to the right one."""
        edge = [(x, ridge(x)) for x in steps(321, 0, WIDTH)]
        self.shape([*edge, (WIDTH, bottom), (0, bottom)], *stops, opacity=opacity)

    def disc(self, x: float, y: float, radius: float, fill: str, opacity: float = 1) -> None:
        box = [(each * _FINE) for each in (x - radius, y - radius, x + radius, y + radius)]
        self._pen.ellipse(box, fill=colour(fill, opacity))

    def ring(
        self,
        x: float,
        y: float,
        across: float,
        down: float,
        ink: str,
        width: float,
        opacity: float,
    ) -> None:
        """The line of an ellipse."""
        box = [(each * _FINE) for each in (x - across, y - down, x + across, y + down)]
        self._pen.ellipse(box, outline=colour(ink, opacity), width=max(1, round(width * _FINE)))

    def line(
        self, points: Sequence[Point], ink: str, width: float = 2, opacity: float = 1
    ) -> None:
        fine = [(x * _FINE, y * _FINE) for x, y in points]
        self._pen.line(fine, fill=colour(ink, opacity), width=round(width * _FINE), joint="curve")

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str, opacity: float = 1
    ) -> None:
        box = [(each * _FINE) for each in (left, top, right, bottom)]
        self._pen.rectangle(box, fill=colour(fill, opacity))

    def glow(self, x: float, y: float, radius: float, light: str, strength: float = 1.0) -> None:
        """Soft round light that fades outwards."""
        size = round(radius * 2 * _FINE)
        fade = Image.radial_gradient("L").point(
            [round(strength * 255 * max(0, 1 - away / _RIM) ** 1.7) for away in range(256)]
        )
        corner = (round((x - radius) * _FINE), round((y - radius) * _FINE))
        self.sheet.paste(ImageColor.getrgb(light), corner, fade.resize((size, size)))

    def ridge(self, level: float, height: float, waves: float = 3, rough: float = 0.5) -> Curve:
        """A random skyline around a level; `rough` says how much the small waves weigh."""
        parts = [
            (height * rough**octave, waves * 1.9**octave, self.dice.uniform(0, math.tau))
            for octave in range(6)
        ]

        def curve(x: float) -> float:
            turn = x / WIDTH * math.tau / 2
            return level - sum(size * math.sin(turn * often + at) for size, often, at in parts)

        return curve

    def jpeg(self) -> bytes:
        """The finished picture."""
        file = BytesIO()
        self.sheet.reduce(_FINE).save(file, "JPEG", quality=88, optimize=False)
        return file.getvalue()


def _strip(stops: Sequence[str], height: int) -> Image.Image:
    """A column of pixels that flows through all the stops."""
    stops = stops if len(stops) > 1 else (stops[0], stops[0])
    column = Image.new("RGB", (1, len(stops) * 32))
    spans = len(stops) - 1
    for y in range(column.height):
        place = y / (column.height - 1) * spans
        index = min(int(place), spans - 1)
        here = mix(stops[index], stops[index + 1], place - index)
        column.putpixel((0, y), ImageColor.getrgb(here))
    return column.resize((1, max(1, height)), Image.Resampling.BICUBIC)
