"""Making the translations that somebody requested.

As wagtail-localize does it, except that
- pages above are translated along, as drafts: it would put live copies of them in the tree;
- what is chosen in a page and translated already is left alone: it would write over it, and
  take it out of sight until it is published again;
- what is chosen in rows of a page, or has no version in its language, is translated along as well;
- a page that cannot be translated is named, and the others are.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _t
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.localization import permissions
from cms.localization.chosen import untranslated_in
from cms.localization.sources import content_of
from cms.localization.targets import Writer

logger = logging.getLogger(__name__)
_EXPECTED = (ValidationError, DatabaseError, ObjectDoesNotExist)


class RequestError(Exception):
    """Something cannot be translated; the message is for editors."""


class Requester:
    """Translates each thing into the languages in which it is missing."""

    def __init__(self, user: Any, locales: list[Locale]) -> None:
        self.user, self.target_locales = user, locales
        self.begun: set[Any] = set()  # with what is chosen in it, which may be it again
        self.mappings: dict[TranslationSource, list[Translation]] = defaultdict(list)

    def create_translations(self, instance: Any) -> None:
        if instance.translation_key in self.begun:
            return
        self.begun.add(instance.translation_key)
        for chosen in untranslated_in(instance, self.target_locales):
            self.create_translations(chosen)  # first, so that the translation refers to those
        missing = _missing(instance, self.target_locales)
        if not missing:
            return
        content = content_of(instance)
        source, writer = content.source, Writer(content, missing)
        begun = {each.target_locale_id: each for each in source.translations.all()}
        for locale in missing:
            translation = begun.get(locale.pk) or Translation(source=source, target_locale=locale)
            translation.enabled = True
            translation.save()
            self.mappings[source].append(translation)
            writer.write(locale, self.user)


def request_translation(
    thing: Any, locales: Iterable[Locale], user: Any, components: Any = None
) -> None:
    """Translate a page or snippet, with what has to be there for it; RequestError if it fails."""
    requester = Requester(user, list(locales))
    for each in [*_pages_above(thing, requester.target_locales), thing]:
        if not permissions.may_see(user, each):
            words = _t("“%(title)s” has to be translated first, and is not yours to see.")
            raise RequestError(words % {"title": each})
        _create(requester, each)
    _save_components(components, requester)


def request_chosen(source: TranslationSource, locales: list[Locale], user: Any) -> None:
    """Translate what is chosen in a source, where it is not yet; RequestError if it fails."""
    requester = Requester(user, locales)
    for chosen in untranslated_in(source.get_source_instance(), locales):
        try:
            with transaction.atomic():
                requester.create_translations(chosen)
        except Exception as error:
            logger.exception("%r could not be translated", chosen)
            words = _t("“%(title)s” could not be translated. %(reason)s")
            reason = _reason(chosen, locales, error)
            raise RequestError(words % {"title": chosen, "reason": reason}) from error


def request_subtree(
    page: Page, locales: Iterable[Locale], user: Any, components: Any = None
) -> list[RequestError]:
    """Translate all pages below a translated one; those that failed, each with its reason.

    What is below a page that failed is passed over.
    """
    requester = Requester(user, list(locales))
    failed: list[RequestError] = []
    failed_paths: list[str] = []
    for below in Page.objects.descendant_of(page).order_by("path"):
        if below.path.startswith(tuple(failed_paths)):
            continue
        try:
            _create(requester, below.specific)
        except RequestError as error:
            failed.append(error)
            failed_paths.append(below.path)
    _save_components(components, requester)
    return failed


def _create(requester: Requester, thing: Any) -> None:
    try:
        with transaction.atomic():
            requester.create_translations(thing)
    except Exception as error:
        if not isinstance(error, _EXPECTED):
            logger.exception("%r could not be translated", thing)
        words = _t("“%(title)s” could not be translated. %(reason)s")
        reason = _reason(thing, requester.target_locales, error)
        raise RequestError(words % {"title": thing, "reason": reason}) from error


def _reason(thing: Any, locales: Iterable[Locale], error: Exception) -> str:
    """Why, as the model says it of the copy that was refused."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntegrityError | ObjectDoesNotExist) and not isinstance(thing, Page):
        for locale in locales:
            try:
                thing.copy_for_translation(locale).full_clean()
            except ValidationError as invalid:
                return " ".join(invalid.messages)
    return ""


def _pages_above(thing: Any, locales: list[Locale]) -> Iterator[Page]:
    """Those that lack a translation, from the top."""
    if not isinstance(thing, Page):
        return
    above = thing.get_ancestors().filter(depth__gt=1)
    keys = dict(above.values_list("translation_key", "pk"))
    there: dict[Any, set[int]] = defaultdict(set)
    versions = Page.objects.filter(translation_key__in=keys).order_by()
    for key, locale in versions.values_list("translation_key", "locale"):
        there[key].add(locale)
    wanted = {locale.pk for locale in locales}
    lacking = [pk for key, pk in keys.items() if not wanted <= there[key]]
    yield from Page.objects.filter(pk__in=lacking).order_by("path").specific() if lacking else ()


def _missing(instance: Any, locales: list[Locale]) -> list[Locale]:
    """The languages in which it is not; an alias is no translation yet, it can become one."""
    there = type(instance)._base_manager.filter(translation_key=instance.translation_key)
    if isinstance(instance, Page):
        there = there.filter(alias_of=None)
    taken = {instance.locale_id, *there.values_list("locale", flat=True)}
    return [locale for locale in locales if locale.pk not in taken]


def _save_components(components: Any, requester: Requester) -> None:
    if components is not None:
        components.save(requester, sources_and_translations=requester.mappings)
