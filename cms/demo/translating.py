"""Translates what the demonstration has made, as translators do it in the editor.

Snippets first and parents before their children, because what refers to something needs its
translation. Each thing is translated and published in one transaction, and never twice.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from cms.core.languages import direction
from cms.demo.catalogue import Catalogue
from cms.demo.content.contacts import CONTACTS
from cms.demo.content.documents import DOCUMENTS
from cms.demo.content.pictures import PICTURES
from cms.demo.content.terms import PLACES, TOPICS
from cms.demo.library import Library
from cms.demo.pages import every_page
from cms.demo.writing import PageContent
from cms.localization import history
from cms.localization.going_live import publish_translation
from cms.localization.library.models import LibraryWords
from cms.localization.library.originals import originals_of
from cms.localization.sources import Content, content_of


def snippet_keys() -> Iterator[tuple[str, str]]:
    """Kind and key of each snippet, in an order in which they can be translated."""
    yield from (("topic", key) for key in TOPICS)
    yield from (("place", key) for key in PLACES)
    yield from (("contact", key) for key in CONTACTS)
    yield "settings", "site"


def file_words(library: Library) -> Iterator[tuple[str, LibraryWords]]:
    """What the public pictures and documents say, each with a name for it."""
    for kind, contents in (("picture", PICTURES), ("document", DOCUMENTS)):
        for content in contents:
            if not content.internal and (file := library.find(kind, content.key)):
                for words in originals_of(type(file), [file.pk], library.locale):
                    yield f"{kind} {content.key}", words


def page_contents(language: str = "") -> Iterator[PageContent]:
    """The pages that have a translation (into that language), in such an order."""
    for content, _parent in every_page():
        if content.state != "draft" and language not in content.not_in:
            yield content


def sources(library: Library, home: Page, language: str = "") -> Iterator[Any]:
    """Everything that is translated (into that language)."""
    for kind, key in snippet_keys():
        if found := library.find(kind, key):  # no settings, if an editor had made some
            yield found
    yield from (words for _name, words in file_words(library))
    yield home
    for content in page_contents(language):
        yield library.page(content.key)


def extract_texts(things: Iterable[Any]) -> None:
    """Submit things for translation: freezes their texts as segments."""
    for thing in things:
        with transaction.atomic():
            content_of(thing)


class Translator:
    """Works for one language; remembers the texts for which the catalogue had nothing."""

    def __init__(self, locale: Locale, catalogue: Catalogue) -> None:
        self.locale = locale
        self.catalogue = catalogue
        self.missing: list[str] = []
        self._done = set(
            Translation.objects.filter(target_locale=locale).values_list(
                "source__object_id", flat=True
            )
        )

    def translate(self, thing: Any) -> None:
        """Make and publish the translation of one thing, unless there is one."""
        if thing.translation_key in self._done:
            return
        with transaction.atomic():
            content = content_of(thing)
            self._fill_in(content)
            translation = Translation.objects.create(
                source=content.source, target_locale=self.locale
            )
            planned = getattr(thing, "go_live_at", None)
            publish_translation(translation, None, {"go_live_at": planned} if planned else None)

    def _fill_in(self, content: Content) -> None:
        """Store the catalogue's translation of each text."""
        segments = content.segments[StringSegment]
        texts = {segment.context.path: segment.string.data for segment in segments}
        translations = []
        for segment in segments:
            if segment.context.path == "slug":
                data: str | None = self._slug(content.instance, texts["title"])
            else:
                data = self.catalogue.get(segment.string.data)
            if data is None:
                self.missing.append(segment.string.data)
                continue
            translations.append(
                StringTranslation(
                    translation_of=segment.string,
                    context=segment.context,
                    locale=self.locale,
                    data=data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
            )
        # The catalogue has checked the tags, which saving one by one would do.
        StringTranslation.objects.bulk_create(translations, ignore_conflicts=True)
        history.record(translations)

    def _slug(self, original: Page, title: str) -> str:
        """Made from the translated title; a home page keeps the slug that it has."""
        if original.is_site_root():
            slug: str = original.get_translation(self.locale).slug
            return slug
        return self.slugify(StringValue(self.catalogue.get(title) or title).render_text())

    def slugify(self, title: str) -> str:
        """Latin letters lose their accents; other scripts are kept as they are."""
        title = title.replace("’", " ")  # l’eau: l-eau, not leau
        return slugify(title, allow_unicode=direction(self.locale.language_code) == "rtl")
