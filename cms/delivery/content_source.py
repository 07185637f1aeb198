"""Gives what has been loaded for an answer as JSON."""

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.models import TranslatableMixin

from cms.core.languages import stand_ins
from cms.delivery import shapes
from cms.delivery.library import words_of
from cms.events import tags
from cms.schemas.nodes import Listing, as_id

if TYPE_CHECKING:
    from cms.delivery.content import Content


class ContentSource:
    """Gives loaded things as JSON, for content of one language; see `schemas.nodes.Source`."""

    def __init__(self, content: "Content", language: str) -> None:
        self.content, self.language = content, language
        self.rich_text_format = content.rich_text_format
        self.tags = content.scope.tags
        self.anchors: set[str] = set()

    def page(self, pk: Any, language: str | None = None) -> dict[str, Any] | None:
        number, language = as_id(pk) or 0, language or self.language
        page = self.content.pages.get(number)
        chosen = page and self.content.version(page, language)
        for missing in self._missed(chosen, language):
            self.tags.no_link(number, missing)
        if not chosen:
            self.tags.no_link(number)
            return None
        return shapes.page_link(self.content.scope, chosen)

    def _missed(self, chosen: Any, language: str) -> list[str]:
        """The languages in which it would have been better; once it is there, it is shown."""
        found = self.content.scope.language_of(chosen) if chosen else ""
        return list(takewhile(lambda each: each != found, stand_ins(language)))

    def address(self, page_link: dict[str, Any]) -> str:
        """Where a link in running text leads: a path, or with the host of another site."""
        here = page_link["html_url"].startswith(f"{self.content.scope.site.root_url}/")
        here = here and not self.content.absolute_links
        return str(page_link["html_path" if here else "html_url"])

    def image(
        self, pk: Any, *, alt: str | None = None, credit: str | None = None
    ) -> dict[str, Any] | None:
        image = self._noted(get_image_model(), as_id(pk) or 0, self.content.images)
        if image is None:
            return None
        words = words_of(self.content.scope, image, self.language)
        return shapes.image(image, words, alt=alt, credit=credit)

    def document(self, pk: Any) -> dict[str, Any] | None:
        document = self._noted(get_document_model(), as_id(pk) or 0, self.content.documents)
        if document is None:
            return None
        words = words_of(self.content.scope, document, self.language)
        return shapes.document_link(document, words)

    def embed(self, url: str) -> dict[str, Any] | None:
        embed = self._noted(Embed, url, self.content.embeds)
        return shapes.embed(embed) if embed else None

    def _noted(self, model: type[Model], key: Any, loaded: dict[Any, Any]) -> Any | None:
        """What has been loaded under this key; either way the answer depends on it."""
        thing = loaded.get(key)
        if thing is None:
            self.tags.no_thing(model, key)
        else:
            self.tags.thing(thing)
        return thing

    def snippet(self, model: type[Model], pk: Any) -> dict[str, Any] | None:
        """The chosen snippet's version in this language or in one that stands in for it, else
        itself, if it is public."""
        number = as_id(pk) or 0
        versions = self._versions(self.content.snippets.get(model, {}).get(number))
        chosen = next((each for each in versions if self.content.scope.shows_snippet(each)), None)
        if issubclass(model, TranslatableMixin):
            for missing in self._missed(chosen, self.language):
                self.tags.no_thing(model, number, missing)
        if chosen is None:
            self.tags.no_thing(model, number)
            return None
        return shapes.snippet(self.content, chosen)

    def _versions(self, chosen: Any) -> list[Any]:
        """What may stand for a chosen snippet, best first."""
        if chosen is None:
            return []
        if not isinstance(chosen, TranslatableMixin):
            return [chosen]
        locales = map(self.content.scope.locale_ids.get, stand_ins(self.language))
        keys = [(type(chosen), chosen.translation_key, locale or 0) for locale in locales]
        versions = map(self.content.snippet_versions.get, keys)
        return [*filter(None, versions), chosen]

    def listing(self, listing: Listing) -> list[dict[str, Any]]:
        model = apps.get_model(listing.type)
        self.tags.listing(model, listing.language)
        if listing.topic is not None:
            topic = related_model(model, listing.topic_path)
            self.tags.add(tags.thing(topic, listing.topic), tags.listing(topic._meta.label))
        return [shapes.page_summary(self.content, page) for page in self.content.listings[listing]]

    def anchor(self, text: str) -> str:
        """An anchor for a heading, unlike the others of the same page."""
        wanted = slugify(text, allow_unicode=True) or "section"
        anchor, number = wanted, 1
        while anchor in self.anchors:
            number += 1
            anchor = f"{wanted}-{number}"
        self.anchors.add(anchor)
        return anchor


def related_model(model: Any, path: str) -> Any:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
