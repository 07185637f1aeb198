"""Refresh the demonstration's translation files with all its texts, as makemessages does."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from cms.demo.catalogue import catalogue_path, texts_to_translate, write_catalogue
from cms.demo.keys import SOURCE_LANGUAGE, translation_key
from cms.demo.library import Library
from cms.demo.loading import is_loaded
from cms.demo.translating import file_words, page_contents, snippet_keys


class Command(BaseCommand):
    help = "Writes cms/demo/translations/*.po from a loaded demonstration; keeps translations."

    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.filter(is_default_site=True).first()
        if site is None or not is_loaded(site):
            raise CommandError("Load the demonstration first: manage.py load_demo")
        things = {translation_key(kind, key): f"{kind} {key}" for kind, key in snippet_keys()}
        things[site.root_page.translation_key] = "home page"
        for content in page_contents():
            things[translation_key("page", content.key)] = f"page {content.key}"
        things |= {words.translation_key: name for name, words in file_words(Library())}
        for language, _name in settings.LANGUAGES:
            if language != SOURCE_LANGUAGE:
                texts = texts_to_translate(language, things)
                total, open_ = write_catalogue(language, texts)
                path = catalogue_path(language)
                self.stdout.write(f"{path.name}: {total} texts, {open_} to translate")
