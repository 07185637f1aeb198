"""What is chosen in a page or snippet, and is translated by itself: snippets, and the words of
pictures and documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, TranslatableMixin

from cms.localization.fields import RichTextField, StreamField
from cms.localization.library import originals
from cms.localization.library.models import LibraryWords
from cms.localization.segments.references import Needed
from cms.localization.segments.rich_text import RichText


def untranslated_in(instance: Any, locales: Iterable[Locale]) -> Iterator[Any]:
    """What is chosen in its fields, blocks and rows, and lacks one of these languages.

    In the language of the instance, if it is there. Pages are not among them: what a page links
    to is a work of its own.
    """
    wanted = {each.pk for each in locales}
    for model, keys in needed_by(instance).keys.items():
        if model in originals.items():
            words = originals.originals_of(model, keys, instance.locale)
            yield from _lacking(LibraryWords, words, instance, wanted)
        elif issubclass(model, TranslatableMixin) and not issubclass(model, Page):
            chosen = list(model._base_manager.filter(pk__in=keys).order_by("pk"))
            yield from _lacking(model, chosen, instance, wanted)


def needed_by(instance: Any) -> Needed:
    """All that it refers to."""
    needed = Needed()
    if not isinstance(instance, LibraryWords):  # which have chosen nothing
        _gather(instance, needed)
    return needed


def _gather(instance: Any, into: Needed) -> None:
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            field.kind.collect(field.named(field.value_from_object(instance)), into)
        elif isinstance(field, RichTextField):
            RichText().collect(field.value_from_object(instance), into)
        elif isinstance(field, models.ForeignKey):
            into.object(field.related_model, field.value_from_object(instance))
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(instance):
            if relation.name != COMMENTS_RELATION_NAME:
                for row in getattr(instance, relation.get_accessor_name()).all():
                    _gather(row, into)


def _lacking(model: Any, chosen: list[Any], instance: Any, wanted: set[int]) -> Iterator[Any]:
    if not chosen:
        return
    versions: dict[Any, dict[int, Any]] = defaultdict(dict)
    keys = {each.translation_key for each in chosen}
    for each in model._base_manager.filter(translation_key__in=keys):
        versions[each.translation_key][each.locale_id] = each
    for each in {each.translation_key: each for each in chosen}.values():
        by_locale = versions[each.translation_key]
        if not wanted <= by_locale.keys():
            yield by_locale.get(instance.locale_id, each)
