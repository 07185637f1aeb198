"""Keeps the demonstration out of a site that has content of its own."""

from django.conf import settings
from wagtail.models import Page, Site

from cms.demo.keys import translation_key
from cms.demo.pages import every_page


def foreign_content(site: Site | None) -> list[str]:
    """Titles of pages that the demonstration did not make."""
    ours = {translation_key("page", content.key) for content, _parent in every_page()}
    homes = _homes(site)
    foreign = Page.objects.filter(depth__gt=1).exclude(translation_key__in=ours)
    titles = [page.title for page in foreign.exclude(pk__in=[each.pk for each in homes])]
    if not Page.objects.filter(translation_key__in=ours).exists():
        # later, a filled home page is our own work
        titles += [page.title for page in homes if _has_content(page)]
    return titles


def _homes(site: Site | None) -> list[Page]:
    """The pages that every new site has: the home pages, or the one that Wagtail itself makes."""
    if site is None:
        return []
    homes = site.root_page.get_translations(inclusive=True)
    return list(homes.filter(locale__language_code__in=dict(settings.LANGUAGES)).specific())


def _has_content(home: Page) -> bool:
    return bool(getattr(home, "body", None) or getattr(home, "introduction", None))
