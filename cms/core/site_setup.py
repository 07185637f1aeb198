"""The ground every site needs: its languages, a home page in each, and the site itself."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site


@transaction.atomic
def set_up_site(site_name: str) -> Site:
    """Make what is missing and leave what is there. Returns the default site."""
    locales = [
        Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.LANGUAGES
    ]
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    home_model = apps.get_model("home.HomePage")
    if site is None or site.root_page.specific_class is not home_model:
        site = _make_site(site, home_model, site_name)
    home = site.root_page.specific
    for locale in locales:
        if locale.pk != home.locale_id and not home.has_translation(locale):
            translated = home.copy_for_translation(locale)
            translated.save_revision().publish()
    return site


def _make_site(site: Site | None, home_model: type[Page], site_name: str) -> Site:
    """Replace the page that Wagtail's own migrations put there by a home page of ours."""
    root = Page.get_first_root_node()
    home = home_model(title=site_name, slug="home-new", show_in_menus=False)
    root.add_child(instance=home)
    site = site or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name = home, site_name
    site.hostname, site.port = frontend_address()
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()
    home.slug = "home"
    home.save_revision().publish()
    return site


def point_site_at_frontend(site: Site) -> bool:
    """Follow a changed FRONTEND_URL, or BACKEND_URL while there is no frontend.

    A site that an administrator gave another host name is left alone. Returns whether it
    was changed.
    """
    hostname, port = frontend_address()
    is_local = site.hostname in {"localhost", "127.0.0.1"}
    if (site.hostname, site.port) == (hostname, port) or not (settings.FRONTEND_URL or is_local):
        return False
    site.hostname, site.port = hostname, port
    site.save()
    return True


def frontend_address() -> tuple[str, int]:
    """Host name and port under which the public reaches the default site."""
    parts = urlsplit(settings.FRONTEND_URL or settings.WAGTAILADMIN_BASE_URL)
    return parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 80)
