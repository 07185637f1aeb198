"""Notes what an answer shows, while it is being built, as the tags of `cms.events.tags`."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from wagtail.models import Page

from cms.events import tags

MOST = 50  # tags of one answer, as CDNs take them


class Tags:
    """The tags of one answer, each with a coarser one that is named whenever it is."""

    def __init__(self) -> None:
        self._coarser: dict[str, str] = {}

    def add(self, tag: str, coarser: str = "") -> None:
        self._coarser[tag] = coarser or tag

    def all(self) -> frozenset[str]:
        return frozenset(self._coarser)

    def few(self) -> list[str]:
        """At most 50 that cover the same changes, and more: the fine ones give way."""
        if len(self._coarser) <= MOST:
            return sorted(self._coarser)
        folded = sorted(set(self._coarser.values()))
        return folded if len(folded) <= MOST else [tags.EVERYTHING]

    # what an answer shows

    def page(self, page: Page, locale: str) -> None:
        """A page itself, and in which languages it is there."""
        self.add(tags.page(page.pk), tags.pages(locale))
        self.alternates(page.translation_key)

    def alternates(self, key: UUID) -> None:
        """Which of some pages that are translations of each other are public, and where."""
        self.add(tags.alternates(key), tags.PATHS)

    def link(self, page: Page, locale: str) -> None:
        self.add(tags.link(page.pk), tags.links(locale))

    def no_link(self, pk: int, locale: str = "") -> None:
        """A page that is not public, or not in this language."""
        self.add(tags.absent("link", pk, locale), tags.PATHS)

    def listing(self, model: type[Model], locale: str | None = None) -> None:
        self.add(tags.listing(model._meta.label, locale))

    def thing(self, thing: Any) -> None:
        """A snippet, picture, document or video."""
        model = type(thing)
        self.add(tags.thing(model, thing.pk), tags.listing(model._meta.label))

    def words(self, thing: Any, locale: str) -> None:
        """What a picture or document says in a language, or that it says nothing in it."""
        model = type(thing)
        self.add(tags.words(model, thing.pk, locale), tags.listing(model._meta.label, locale))

    def no_thing(self, model: type[Model], key: int | str, locale: str = "") -> None:
        """One that is not public, or not in this language."""
        absent = tags.absent(tags.kind_of(model), key, locale)
        self.add(absent, tags.listing(model._meta.label))
