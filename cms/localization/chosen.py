"""What is chosen in a page or snippet, and is translated by itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, TranslatableMixin

from cms.localization.fields import StreamField
from cms.localization.segments.references import Needed


def untranslated_in(instance: Any, locales: Iterable[Locale]) -> Iterator[Any]:
    """The snippets chosen in its fields, blocks and rows that lack one of these languages.

    In the language of the instance, if they have it. Pages are not among them: what a page links
    to is a work of its own.
    """
    needed = Needed()
    _gather(instance, needed)
    for model, keys in needed.keys.items():
        if issubclass(model, TranslatableMixin) and not issubclass(model, Page):
            chosen = list(model._base_manager.filter(pk__in=keys).order_by("pk"))
            yield from _lacking(model, chosen, instance, {each.pk for each in locales})


def _gather(instance: Any, into: Needed) -> None:
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            field.kind.collect(field.named(field.value_from_object(instance)), into)
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
