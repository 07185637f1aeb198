"""Making the translations that somebody requested.

As wagtail-localize does it, except that
- pages above are translated along, as drafts: it would put live copies of them in the tree;
- what is chosen in a page and translated already is left alone: it would write over it, and
  take it out of sight until it is published again;
- what is chosen in rows of a page, or has no version in its language, is translated along as well;
- a page that cannot be translated is named, and the others are.
"""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _t
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from cms.localization import permissions
from cms.localization.chosen import untranslated_in
from cms.localization.restrictions import bring_restriction, own_restrictions_kept
from cms.localization.slugs import keep_own_slug, put_slug

logger = logging.getLogger(__name__)
_EXPECTED = (ValidationError, DatabaseError, ObjectDoesNotExist)


class RequestError(Exception):
    """Something cannot be translated; the message is for editors."""


class Requester(TranslationCreator):
    """Translates each thing into the languages in which it is missing."""

    target_locales: list[Locale]

    def __init__(self, user: Any, locales: list[Locale]) -> None:
        super().__init__(user, locales)
        self.begun: set[Any] = set()  # with what is chosen in it, which may be it again

    def create_translations(self, instance: Any, include_related_objects: bool = True) -> None:
        if instance.translation_key in self.begun:
            return
        self.begun.add(instance.translation_key)
        wanted: list[Locale] = self.target_locales
        if include_related_objects:  # first, so that the translation refers to those of them
            for chosen in untranslated_in(instance, wanted):
                self.create_translations(chosen)
        self.target_locales = [each for each in wanted if not _is_translated(instance, each)]
        try:
            if self.target_locales:
                super().create_translations(instance, include_related_objects=False)
        finally:
            self.target_locales = wanted

    def made_of(self, instance: Any) -> list[Translation]:
        newest_first = reversed(self.mappings.items())
        key = instance.translation_key
        return next((made for source, made in newest_first if source.object_id == key), [])


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
    aliases = _aliases(thing, requester)
    try:
        with transaction.atomic(), own_restrictions_kept(thing, aliases):
            requester.create_translations(thing)
            if isinstance(thing, Page):
                _name(requester, thing, aliases)
            for locale in requester.target_locales:
                made = thing.get_translation(locale)  # it hides it if it did not make one
                if isinstance(made, Page):
                    bring_restriction(thing, made)
    except Exception as error:
        if not isinstance(error, _EXPECTED):
            logger.exception("%r could not be translated", thing)
        words = _t("“%(title)s” could not be translated. %(reason)s")
        reason = _reason(thing, requester.target_locales, error)
        raise RequestError(words % {"title": thing, "reason": reason}) from error


def _name(requester: Requester, page: Page, aliases: list[Page]) -> None:
    """Give its new translations their slugs."""
    before = {alias.locale_id: alias for alias in aliases}
    for translation in requester.made_of(page):
        alias = before.get(translation.target_locale_id)
        if alias is not None:
            keep_own_slug(alias, translation)
        made = translation.get_target_instance()
        if alias is not None or made.slug != page.slug:
            put_slug(made, translation, requester.user)


def _aliases(thing: Any, requester: Requester) -> list[Page]:
    """Pages that are about to become translations."""
    if not isinstance(thing, Page):
        return []
    found = thing.get_translations().filter(locale__in=requester.target_locales)
    return list(found.exclude(alias_of=None))


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
    if isinstance(thing, Page):
        for page in thing.get_ancestors().filter(depth__gt=1).specific():
            if not all(page.has_translation(locale) for locale in locales):
                yield page


def _is_translated(instance: Any, locale: Locale) -> bool:
    """An alias is no translation yet; it can become one."""
    if locale.pk == instance.locale_id:
        return True
    translations = type(instance)._base_manager.filter(
        translation_key=instance.translation_key, locale=locale
    )
    if isinstance(instance, Page):
        translations = translations.filter(alias_of=None)
    return bool(translations.exists())


def _save_components(components: Any, requester: Requester) -> None:
    if components is not None:
        components.save(requester, sources_and_translations=requester.mappings)
