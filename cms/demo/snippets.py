"""Topics, places, contacts and the site's settings."""

from typing import Any

from django.db import transaction
from wagtail.models import Site

from cms.contacts.models import Contact
from cms.demo.content.agency import SETTINGS
from cms.demo.content.contacts import CONTACTS
from cms.demo.content.terms import PLACES, TOPICS
from cms.demo.keys import translation_key
from cms.demo.library import Library, model_of
from home.models import SiteSettings


def make_terms(library: Library) -> None:
    for kind, names in (("topic", TOPICS), ("place", PLACES)):
        for key, name in names.items():
            if library.find(kind, key):
                continue
            term: Any = model_of(kind)(
                name=name,
                slug=key,
                locale=library.locale,
                translation_key=translation_key(kind, key),
            )
            term.full_clean()
            term.save()


def make_contacts(library: Library) -> None:
    for key, fields in CONTACTS.items():
        if not library.find("contact", key):
            contact = Contact(
                locale=library.locale,
                translation_key=translation_key("contact", key),
                live=False,
                **library.resolve(fields),
            )
            _publish(contact)


def make_settings(library: Library, site: Site) -> None:
    """The settings of this site, unless an editor has made some."""
    if not SiteSettings.objects.filter(site=site, locale=library.locale).exists():
        settings = SiteSettings(
            site=site,
            locale=library.locale,
            translation_key=translation_key("settings", "site"),
            live=False,
            **library.resolve(SETTINGS),
        )
        _publish(settings)


@transaction.atomic
def _publish(snippet: Any) -> None:
    snippet.full_clean()
    snippet.save()
    snippet.save_revision().publish()
