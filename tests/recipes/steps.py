"""A step of each of Wagtail's own kinds of blocks."""

import datetime
from typing import Any


def plain_steps(page: Any, image: Any, file: Any) -> list[tuple[str, Any]]:
    """Blocks for a recipe's `steps`, all but the nested ones."""
    return [
        ("day", datetime.date(2026, 2, 1)),
        ("hour", datetime.time(12, 30)),
        ("moment", datetime.datetime(2026, 2, 1, 10, 0, tzinfo=datetime.UTC)),
        ("hot", True),
        ("weight", 1.5),
        ("link", "https://example.org/"),
        ("mail", "a@example.org"),
        ("taste", "sour"),
        ("tastes", ["sweet", "sour"]),
        ("page", page),
        ("picture", image),
        ("described", {"image": image, "alt_text": "Steam", "decorative": False}),
        ("file", file),
        ("quote", "Eat!"),
    ]
