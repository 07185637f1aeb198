"""Fill an empty site with the demonstration: pages, news, pictures, in every language."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from cms.demo.catalogue import catalogue_path
from cms.demo.loading import ForeignContentError, is_loaded, load


class Command(BaseCommand):
    help = "Fills an empty site with demonstration content. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded(Site.objects.filter(is_default_site=True).first()):
            self.stdout.write("The demonstration is here already; nothing was changed.")
            return
        try:
            missing = load(say=self.stdout.write)
        except ForeignContentError as error:
            raise CommandError(
                f"This site has content of its own: {_some(error.titles)}. "
                "Nothing was changed. Load the demonstration into an empty site."
            ) from error
        for language, texts in missing.items():
            if texts:
                self.report(language, texts)
        self.stdout.write("The demonstration is ready.")

    def report(self, language: str, texts: list[str]) -> None:
        """Say which texts stay in the source language, and where to translate them."""
        self.stderr.write(
            f"{language}: {len(texts)} texts have no translation in "
            f"{catalogue_path(language)} and stay in English: {_some(texts)}"
        )


def _some(texts: list[str], number: int = 3) -> str:
    shown = ", ".join(f"“{text[:60]}”" for text in texts[:number])
    more = len(texts) - number
    return f"{shown} and {more} more" if more > 0 else shown
