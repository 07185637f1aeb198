"""Writing what a source and its translations make: a page or snippet in another language.

In place of wagtail-localize's `create_or_update_translation`. That one saves a page three times,
puts what is still a draft into the row that readers see, copies the source's schedule, makes Latin
slugs, takes restrictions away, and leaves publishing to the time after the transaction.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import (
    DraftStateMixin,
    Locale,
    Page,
    RevisionMixin,
)
from wagtail.signals import copy_for_translation_done
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from cms.core.reference_index import reference_index_at_rest
from cms.localization.page_copies import copied, end_alias, log_copy, translated_parents
from cms.localization.restrictions import bring_restriction, closing
from cms.localization.slugs import PATH as SLUG
from cms.localization.slugs import keep_own_slug, slug_of, usable_slug
from cms.localization.sources import Content

Texts = dict[tuple[int, int], str]  # translations, by the ids of context and string


def write_target(translation: Translation, user: Any, **revision: Any) -> Any:
    """Make or change the translated page or snippet, as a draft if it can be one.

    What is not translated is in the source's language. `revision` goes to `save_revision`.
    Raises ValidationError, which is noted at the texts concerned, if the model will not have it.
    """
    source, locale = translation.source, translation.target_locale
    try:
        with transaction.atomic():
            return Writer(Content(source), [locale]).write(locale, user, **revision)
    except ValidationError as error:
        _note_mistakes(source, locale, error)
        raise


class Writer:
    """Of one source, into each of some languages; in a transaction."""

    def __init__(self, content: Content, locales: list[Locale]) -> None:
        self.source, self.original = content.source, content.instance
        self.segments, self.locales = content.segments, locales

    def write(self, locale: Locale, user: Any, **revision: Any) -> Any:
        target = self._targets.get(locale.pk)
        texts = self._texts[locale.pk]
        if target is None:
            target = self._made(locale, texts, user)
        else:
            target = self._changed(target, locale, texts, user, revision)
            if self._is_restricted:
                bring_restriction(self.original, target)
        made = getattr(target, "latest_revision", None)
        TranslationLog.objects.create(source=self.source, locale=locale, revision=made)
        return target

    # a new one

    def _made(self, locale: Locale, texts: Texts, user: Any) -> Any:
        if not isinstance(self.original, Page):
            made = self.original.copy_for_translation(locale)
            copy_synchronised_fields(self.original, made)
            self._translate(made, locale, texts)
            return _saved(made, user, {"log_action": True})
        parent = self._parent(locale)
        page = copied(self.original, self._content, locale)
        self._translate(page, locale, texts)
        page.owner = user
        page.slug = find_available_slug(
            parent, self._slug(texts) or self._own_slug(parent, locale)
        )
        with reference_index_at_rest():  # once is enough
            parent.add_child(instance=page)
        log_copy(self.original, page, page.save_revision(user=user, changed=False, clean=False))
        copy_for_translation_done.send(
            sender=CopyPageForTranslationAction, source_obj=self.original, target_obj=page
        )
        return page

    def _parent(self, locale: Locale) -> Any:
        if locale.pk not in self._parents:
            words = _t("“%(title)s” has to be translated first.")
            raise ValidationError(words % {"title": self.original.get_parent().specific})
        return self._parents[locale.pk]

    @cached_property
    def _parents(self) -> dict[int, Any]:
        return translated_parents(self.original, self.locales)

    @cached_property
    def _content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.source.content_json)
        return content

    # one that is there

    def _changed(
        self, target: Any, locale: Locale, texts: Texts, user: Any, revision: dict[str, Any]
    ) -> Any:
        """The draft goes on: what is set in this language alone stays."""
        if isinstance(target, Page) and target.alias_of_id:
            keep_own_slug(target, self.source)
            texts = self._texts_in([locale])[locale.pk]
            end_alias(target, user)
        elif isinstance(target, RevisionMixin):
            target = target.get_latest_revision_as_object()
        copy_synchronised_fields(self.original, target)
        slug = getattr(target, SLUG, "")
        self._translate(target, locale, texts)
        if isinstance(target, Page):
            target.slug = slug_of(target, slug, self.original.slug, self._slug(texts))
        return _saved(target, user, {"log_action": True, **revision})

    # translating

    def _translate(self, target: Any, locale: Locale, texts: Texts) -> None:
        segments = list(self._segments(locale, texts))
        ingest_segments(self.original, target, self.source.locale, locale, segments)

    @cached_property
    def _is_restricted(self) -> bool:
        return isinstance(self.original, Page) and closing(self.original) is not None

    @cached_property
    def _targets(self) -> dict[int, Any]:
        """What is there already, by language."""
        versions = type(self.original)._base_manager.filter(translation_key=self.source.object_id)
        return {each.locale_id: each for each in versions.filter(locale__in=self.locales)}

    @cached_property
    def _texts(self) -> dict[int, Texts]:
        return self._texts_in(self.locales)

    def _texts_in(self, locales: list[Locale]) -> dict[int, Texts]:
        """Those that can be used; a slug may have become free since it was marked as wrong."""
        known = StringTranslation.objects.filter(
            Q(has_error=False) | Q(context__path=SLUG),
            context__object=self.source.object_id,
            locale__in=locales,
        )
        found: dict[int, Texts] = defaultdict(dict)
        for each in known.values_list("locale", "context", "translation_of", "data"):
            locale, context, string, data = each
            found[locale][context, string] = data
        return found

    @cached_property
    def _overrides(self) -> dict[int, dict[int, Any]]:
        """By language and the id of their context."""
        found: dict[int, dict[int, Any]] = defaultdict(dict)
        known = SegmentOverride.objects.filter(
            context__object=self.source.object_id, has_error=False
        )
        for each in known:
            found[each.locale_id][each.context_id] = each.data
        return found

    def _slug(self, texts: Texts) -> str | None:
        """As it was typed, if it was."""
        slugs = (row for row in self.segments[StringSegment] if row.context.path == SLUG)
        typed = (texts.get((row.context_id, row.string_id)) for row in slugs)
        return next((usable_slug(each) for each in typed if each), None)

    def _own_slug(self, parent: Page, locale: Locale) -> str:
        """That of the source; all home pages stand in one place."""
        slug = str(self.original.slug)
        return f"{slug}-{locale.language_code}" if parent.is_root() else slug

    def _segments(self, locale: Locale, texts: Texts) -> Iterator[Any]:
        for row in self.segments[StringSegment]:
            text = texts.get((row.context_id, row.string_id), row.string.data)
            yield StringSegmentValue(
                row.context.path, StringValue(text), attrs=json.loads(row.attrs)
            ).with_order(row.order)
        for row in self.segments[TemplateSegment]:
            template = row.template
            yield TemplateSegmentValue(
                row.context.path,
                template.template_format,
                template.template,
                template.string_count,
                order=row.order,
            )
        yield from self._chosen(locale)
        chosen = self._overrides[locale.pk]
        for row in self.segments[OverridableSegment]:
            if row.context_id in chosen:
                yield OverridableSegmentValue(
                    row.context.path, chosen[row.context_id], order=row.order
                )

    def _chosen(self, locale: Locale) -> Iterator[Any]:
        """References to what is translated by itself. A stream keeps what is not in the language;
        a field would fail."""
        for row in self.segments[RelatedObjectSegment]:
            if "." in row.context.path or row.object.has_translation(locale):
                yield RelatedObjectSegmentValue(
                    row.context.path, row.object.content_type, row.object_id, order=row.order
                )


def _saved(target: Any, user: Any, revision: dict[str, Any]) -> Any:
    """What readers have already is left as it is, until the draft is published."""
    is_new = target.pk is None
    if not isinstance(target, RevisionMixin):
        target.full_clean()
        target.save()
        log(instance=target, action=f"wagtail.{'create' if is_new else 'edit'}", user=user)
        return target
    if not isinstance(target, DraftStateMixin):
        target.full_clean()
        target.save()
    elif is_new:
        target.live = False
        target.save()
    elif not target.live:
        target.save()  # a translation of this one is made from it
    target.save_revision(user=user, **revision)
    return target


def _note_mistakes(source: TranslationSource, locale: Locale, error: ValidationError) -> None:
    """Where a field will not have its translation, say so beside it."""
    for name, errors in getattr(error, "error_dict", {}).items():
        contexts = TranslationContext.objects.filter(object=source.object_id, path=name)
        texts = StringTranslation.objects.filter(
            context__in=contexts,
            locale=locale,
            translation_of__in=source.stringsegment_set.values("string"),
        )
        for each in [*texts, *SegmentOverride.objects.filter(context__in=contexts, locale=locale)]:
            each.set_field_error(errors)
