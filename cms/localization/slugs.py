"""The slugs of translated pages: in any script, as the translator typed them.

wagtail-localize makes them of Latin letters, so that an Arabic one got lost, and puts a number
behind one that is taken, without a word.
"""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _t
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from cms.localization.taking import noted

PATH = "slug"


def slug_mistake(translation: StringTranslation) -> str:
    """What is wrong with a translated slug; empty if it can be used."""
    slug = _as_slug(translation.data)
    if not slug:
        return _t("A slug needs letters or digits.")
    if translation.context is None:
        return ""
    page = Page.objects.filter(
        translation_key=translation.context.object_id, locale=translation.locale_id
    ).first()
    if page is not None and _is_taken(slug, page):
        return _t("Another page beside this one has this slug.")
    return ""


def put_slug(page: Page, translation: Translation, user: Any) -> Page:
    """Give a page that is about to be published the slug that was translated."""
    segments = translation.source.stringsegment_set.filter(context__path=PATH)
    segment = segments.annotate_translation(translation.target_locale).first()
    slug = _as_slug(segment.translation or segment.string.data) if segment else ""
    if slug and slug != page.slug and not _is_taken(slug, page):
        page.slug = slug
        page.save_revision(user=user, log_action=True)
        noted.settle(page)
    return page


def _as_slug(data: str) -> str:
    return slugify(StringValue(data).render_text(), allow_unicode=True)


def _is_taken(slug: str, page: Page) -> bool:
    siblings = Page.objects.sibling_of(page, inclusive=False)
    return bool(siblings.filter(slug=slug).exists())
