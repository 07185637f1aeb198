"""The steps of loading. Each makes only what is missing, so an interrupted run can go on."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale, PageLogEntry, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core.languages import native_name
from cms.core.site_setup import set_up_site
from cms.demo import media, pages, redirects, snippets
from cms.demo.catalogue import Catalogue
from cms.demo.content.agency import SITE_NAME
from cms.demo.guard import foreign_content
from cms.demo.keys import SOURCE_LANGUAGE
from cms.demo.library import Library
from cms.demo.translating import Translator, extract_texts, sources
from home.models import HomePage

LOADED = "demo.load"  # in the home page's log, once everything is there


class ForeignContentError(Exception):
    """The site has content that the demonstration did not make; these are the titles."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(titles)
        self.titles = titles


def is_loaded(site: Site | None) -> bool:
    """Whether a run was finished here; then editors own what it made."""
    if site is None:
        return False
    return PageLogEntry.objects.filter(page_id=site.root_page_id, action=LOADED).exists()


def load(say: Callable[[str], None]) -> dict[str, list[str]]:
    """Make everything; returns the texts without a translation, by language."""
    site = Site.objects.filter(is_default_site=True).first()
    if titles := foreign_content(site):
        raise ForeignContentError(titles)
    # one pass at the end, in place of a task for each row, many of which are replaced by then
    with disable_reference_index_auto_update():
        site = _name_site(set_up_site(SITE_NAME))
        library = Library()
        _make_files(library, say)
        _make_content(library, site, say)
        missing = _translate(library, site, say)
        pages.change_pages(library)
    say("Noting what refers to what …")
    call_command("rebuild_references_index", verbosity=0)
    log(instance=site.root_page, action=LOADED)
    return missing


def _name_site(site: Site) -> Site:
    """Name the site, if it has the name that `setup_site` gives."""
    if site.site_name in {"", "My organisation"}:
        site.site_name = SITE_NAME
        site.save()
    return site


def _make_files(library: Library, say: Callable[[str], None]) -> None:
    if pictures := media.missing_pictures(library):
        say(f"Drawing {len(pictures)} pictures …")
        media.make_pictures(pictures)
    media.make_documents(media.missing_documents(library))


def _make_content(library: Library, site: Site, say: Callable[[str], None]) -> None:
    snippets.make_terms(library)
    snippets.make_contacts(library)
    say(f"Writing {sum(1 for _ in pages.every_page())} pages …")
    with transaction.atomic():
        pages.plant_pages(library, site)
    pages.fill_pages(library)
    pages.fill_home(library, site)
    snippets.make_settings(library, site)
    redirects.make_redirects(library, site)


def _translate(library: Library, site: Site, say: Callable[[str], None]) -> dict[str, list[str]]:
    home = HomePage.objects.get(pk=site.root_page_id)
    say("Taking the texts out for translation …")
    extract_texts(sources(library, home))
    missing = {}
    for language, _name in settings.LANGUAGES:
        if language != SOURCE_LANGUAGE:
            say(f"Translating into {native_name(language)} …")
            locale = Locale.objects.get(language_code=language)
            translator = Translator(locale, Catalogue.read(language))
            for thing in sources(library, home, language):
                translator.translate(thing)
            missing[language] = translator.missing
    return missing
