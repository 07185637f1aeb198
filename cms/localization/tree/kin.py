"""Which pages are one another's in other languages, and who follows whom."""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, Translation

HOME = 2  # the depth of pages that begin a language


def followers(page: Page) -> list[Page]:
    """The aliases of a page in other languages, and the translations that were made of it."""
    group = list(Page.objects.filter(translation_key=page.translation_key).order_by("pk"))
    sources = _sources(page)
    return [
        each
        for each in group
        if each.pk != page.pk and _leader(each, group, sources.get(each.locale_id)) == page.pk
    ]


def _leader(page: Page, group: list[Page], source: int | None) -> int:
    """Whom a page follows; a copy of which nobody wrote down of what, the oldest."""
    if page.alias_of_id:
        return int(page.alias_of_id)
    found = (each.pk for each in group if each.locale_id == source and each.pk != page.pk)
    return int(next(found, group[0].pk))


def _sources(page: Page) -> dict[int, int]:
    """From which language the page was translated into each other one."""
    made = Translation.objects.filter(source__object_id=page.translation_key)
    return dict(made.order_by("pk").values_list("target_locale_id", "source__locale_id"))


def counterpart(page: Page, locale_id: int) -> Page | None:
    """The page in another language, whatever it is there."""
    found = Page.objects.filter(translation_key=page.translation_key, locale=locale_id)
    first: Page | None = found.first()
    return first


def synchronised_from(locales: Iterable[int]) -> dict[int, list[Locale]]:
    """For each language those that show its pages where they have none of their own."""
    found: dict[int, list[Locale]] = defaultdict(list)
    kept = LocaleSynchronization.objects.filter(sync_from__in=set(locales))
    for each in kept.select_related("locale").order_by("locale"):
        found[each.sync_from_id].append(each.locale)
    return found


def is_synchronised(locale_id: int) -> bool:
    return bool(LocaleSynchronization.objects.filter(locale=locale_id).exists())
