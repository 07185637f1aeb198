"""Draws the demonstration's pictures: no downloads, no rights to clear, the same every time."""

from cms.demo.drawing.canvas import Canvas
from cms.demo.drawing.diagrams import DIAGRAMS
from cms.demo.drawing.landscapes import LANDSCAPES
from cms.demo.drawing.maps import MAPS

SCENES = {**LANDSCAPES, **MAPS, **DIAGRAMS}


def draw(scene: str) -> bytes:
    """The JPEG file of one of the `SCENES`."""
    canvas = Canvas(seed=scene)
    SCENES[scene](canvas)
    return canvas.jpeg()
