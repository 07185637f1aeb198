"""A small site as its editors see it: what there is, and names and texts for what is new."""

from collections.abc import Sequence
from random import Random
from typing import Any

from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Page

from cms.contacts.models import Contact
from cms.images.models import CustomImage
from news.models import Topic

VIDEO = "https://video.example.org/1"


class Desk:
    """What every step stands on."""

    def __init__(self) -> None:
        self.random = Random()  # noqa: S311
        self.number = 0
        self.client = Client()

    def pages(self, *models: type[Page]) -> list[Any]:
        """Those that can be edited: an alias follows its source."""
        found = Page.objects.filter(depth__gt=2, alias_of=None).order_by("pk").specific()
        return [page for page in found if not models or isinstance(page, models)]

    def one_of(self, things: Sequence[Any]) -> Any | None:
        return self.random.choice(things) if things else None

    def any_page(self, *models: type[Page]) -> Any | None:
        return self.one_of(self.pages(*models))

    def name(self) -> str:
        self.number += 1
        return f"Name {self.number}"

    def body(self) -> list[tuple[str, Any]]:
        """Blocks that refer to whatever there is."""
        page = self.any_page()
        document = self.one_of(Document.objects.order_by("pk"))
        picture = self.one_of(CustomImage.objects.order_by("pk"))
        contact = self.one_of(Contact.objects.order_by("pk"))
        blocks: list[tuple[str, Any]] = [
            ("rich_text", f'<p>{self.name()} <a linktype="page" id="{page.pk}">page</a></p>')
            if page
            else ("rich_text", f"<p>{self.name()}</p>")
        ]
        if document:
            link = f'<a linktype="document" id="{document.pk}">file</a>'
            blocks.append(("rich_text", f"<p>{link}</p>"))
        if picture:
            blocks.append(("image", {"image": picture, "alt": "", "caption": "", "credit": ""}))
        if contact:
            blocks.append(("contacts", {"heading": "", "contacts": [contact]}))
        topic = self.one_of([None, *Topic.objects.filter(locale__language_code="en")])
        blocks.append(("latest_news", {"heading": "", "topic": topic, "number": 3}))
        blocks.append(("embed", {"url": VIDEO, "title": "A video", "caption": ""}))
        return self.random.sample(blocks, k=self.random.randint(1, len(blocks)))
