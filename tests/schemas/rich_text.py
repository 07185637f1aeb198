"""Stored rich text with all that it can refer to, public and hidden."""

import json
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import Site

from cms.core.trees import Forest
from cms.delivery.content import Content, ContentSource
from cms.delivery.scope import Scope
from cms.schemas.nodes import Collector, RichTextFormat
from cms.schemas.rich_text import RichTextNode
from tests import builders

SECRET = "zanzibar"
FILM = "https://films.example.org/1"
UNKNOWN_FILM = "https://films.example.org/2"


@dataclass
class Library:
    """What rich text can refer to; `{page}` and the like stand for ids in stored texts."""

    page: int
    hidden_page: int
    file: int
    hidden_file: int
    image: int
    hidden_image: int

    @classmethod
    def make(cls) -> "Library":
        private = builders.private_collection()
        Embed.objects.create(
            url=FILM,
            hash=get_embed_hash(FILM),
            type="video",
            title="A film",
            html="<script>film()</script>",
            provider_name="Films",
        )
        return cls(
            page=builders.section("Target").pk,
            hidden_page=builders.section(SECRET, live=False).pk,
            file=builders.document("Report").pk,
            hidden_file=builders.document(f"{SECRET} file", collection=private).pk,
            image=builders.picture("River").pk,
            hidden_image=builders.picture(f"{SECRET} image", collection=private).pk,
        )

    def stored(self, text: str) -> str:
        for name, pk in vars(self).items():
            text = text.replace(f"{{{name}}}", str(pk))
        return text

    @property
    def everything(self) -> str:
        """Refers to all of it."""
        return self.stored(
            '<a linktype="page" id="{page}">a</a><a linktype="page" id="{hidden_page}">b</a>'
            '<a linktype="document" id="{file}">c</a><a linktype="document" id="{hidden_file}">'
            'd</a><embed embedtype="image" id="{image}" alt=""/>'
            '<embed embedtype="image" id="{hidden_image}" alt=""/>'
            f'<embed embedtype="media" url="{FILM}"/>'
            f'<embed embedtype="media" url="{UNKNOWN_FILM}"/>'
        )


class _Nothing:
    """A source that has nothing."""

    def __init__(self, wanted: RichTextFormat) -> None:
        self.rich_text_format = wanted
        self.page = self.document = self.embed = self.image = lambda *args, **kwargs: None


class Writer:
    """Writes stored texts in a format; without a library, those that refer to nothing."""

    def __init__(self, library: Library | None = None) -> None:
        self.library = library
        self.content = library and self._loaded(library)

    @staticmethod
    def _loaded(library: Library) -> Content:
        content = Content(Scope(Forest.load(), Site.objects.get(is_default_site=True)))
        RichTextNode().collect(library.everything, Collector(content.wanted, "en"))
        content.load()
        return content

    def __call__(self, stored: str, wanted: RichTextFormat = "html") -> Any:
        source: Any = _Nothing(wanted)
        if self.content and self.library:
            self.content.rich_text_format = wanted
            source, stored = ContentSource(self.content, "en"), self.library.stored(stored)
        built = RichTextNode().build(stored, source)
        assert built["format"] == wanted
        json.dumps(built)
        return built["content"]

    def rendered(self, stored: str) -> str:
        """The HTML that a CommonMark reader makes of the Markdown."""
        return str(MarkdownIt("commonmark").render(self(stored, "markdown")))
