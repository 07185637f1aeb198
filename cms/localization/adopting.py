"""What somebody made in another language by hand, as the home pages of a new site: from now on it
is translated text by text. Nothing of it changes, and its texts are the first translations."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button
from wagtail.models import DraftStateMixin, Locale, Page, RevisionMixin
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.sources import content_of
from cms.localization.staleness import note_publication
from cms.localization.taking import log
from cms.localization.taking.over import take_over


def made_by_hand(thing: Any, user: Any) -> dict[int, Any]:
    """By the ids of languages, what this user may have translated text by text."""
    requested = Translation.objects.filter(source__object_id=thing.translation_key)
    known = requested.values_list("target_locale", "source__locale")
    taken = {thing.locale_id}.union(*known)
    versions = type(thing)._base_manager.filter(translation_key=thing.translation_key)
    if isinstance(thing, Page):
        versions = versions.filter(alias_of=None)
    return {
        each.locale_id: each
        for each in versions.exclude(locale__in=taken)
        if permissions.may_rewrite(user, each) and not permissions.is_locked(user, each)
    }


def of_page(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a page that is in every language, where wagtail-localize offers nothing."""
    may = permissions.may_request_into(user)
    if page.is_root() or page.alias_of_id or may == set():
        return
    there = page.get_translations(inclusive=True).filter(alias_of=None)
    if Locale.objects.exclude(pk__in=there.order_by().values("locale")).exists():
        return
    if any(may is None or locale in may for locale in made_by_hand(page, user)):
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        yield Button(
            _("Translate this page"), url, icon_name="wagtail-localize-language", priority=60
        )


@transaction.atomic
def adopt(source: Any, target: Any, user: Any) -> bool:
    """False if some of it would be lost; it can be started on its own page, which says what."""
    translation = Translation.objects.create(
        source=content_of(source).source, target_locale=target.locale, enabled=False
    )
    content = (
        target.get_latest_revision_as_object() if isinstance(target, RevisionMixin) else target
    )
    with transaction.atomic():
        taken = take_over(translation, content, user)
        if taken.lost:
            transaction.set_rollback(True)
            return False
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    log.note(content, log.TAKEN_OVER, user)
    if not isinstance(target, DraftStateMixin) or target.live:
        note_publication(target)
    return True
