"""Providers of videos that live in this process."""

from typing import Any, ClassVar

from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder

FILM = "https://films.example.org/1"
OTHER_FILM = "https://films.example.org/2"


class Films(EmbedFinder):
    """Knows films.example.org; counts what it is asked."""

    online: ClassVar[bool] = True
    asked: ClassVar[list[str]] = []

    def accept(self, url: str) -> bool:
        return url.startswith("https://films.example.org/")

    def find_embed(self, url: str, max_width: int | None = None) -> dict[str, Any]:
        Films.asked.append(url)
        if not Films.online:
            raise EmbedNotFoundException("Request failed: no network here")
        return {
            "title": "A film",
            "author_name": "",
            "provider_name": "Films",
            "type": "video",
            "thumbnail_url": "https://films.example.org/1.jpg",
            "width": 640,
            "height": 360,
            "html": "<iframe src='https://films.example.org/1/player'></iframe>",
        }


embed_finder_class = Films
