"""A picture of a few pixels, shown while the real one loads."""

import base64
from io import BytesIO

from PIL import Image as PillowImage

MAX_LENGTH = 300  # characters of the data URI
_EDGES = (10, 8, 6, 4)  # pixels
_HEAD = "data:image/webp;base64,"


def make_placeholder(picture: PillowImage.Image) -> str:
    """The largest WebP of a few pixels that fits, as a data URI."""
    for edge in _EDGES:
        small = picture.copy()
        small.info = {}  # a colour profile is larger than all the rest
        small.thumbnail((edge, edge))
        out = BytesIO()
        small.save(out, "WEBP", quality=30, method=6)
        uri = _HEAD + base64.b64encode(out.getvalue()).decode()
        if len(uri) <= MAX_LENGTH:
            return uri
    return ""
