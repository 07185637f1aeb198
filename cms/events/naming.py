"""Which tags a change calls out: all answers that it may alter have one of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.embeds.models import Embed
from wagtail.models import Locale, Page, Site

from cms.events import tags
from cms.events.models import Action
from cms.events.states import Difference


def name_all(
    differences: list[Difference], reordered: set[int], orphaned: set[int]
) -> list[list[str]]:
    """The tags of each change."""
    versions = _versions(differences)
    addresses = _addresses(differences)
    sites = list(Site.objects.values_list("pk", flat=True)) if _concerns_sites(differences) else []
    named = []
    for each in differences:
        model = apps.get_model(each.thing.type)
        if issubclass(model, Page):
            found = _of_page(each, each.thing.object_id in reordered)
            if each.thing.object_id in orphaned:
                found += [tags.link(each.thing.object_id), tags.links(each.thing.locale)]
        elif issubclass(model, Site | Locale):
            found = [tags.LOCALES, *(tags.site(pk) for pk in sites)]
            found += [tags.site(each.thing.object_id)] if model is Site else []
        elif issubclass(model, Redirect):
            found = [tags.REDIRECTS]
        elif each.language:
            found = [tags.words(model, each.thing.object_id, each.language)]
            found += [tags.listing(each.thing.type, each.language)]
        else:
            found = _of_thing(model, each)
        if each.action == Action.PUBLISHED:
            found += _appearing(model, each, versions, addresses)
        named.append(list(dict.fromkeys([*found, tags.EVERYTHING])))
    return named


def _of_page(difference: Difference, is_reordered: bool) -> list[str]:
    thing = difference.thing
    pk, locale = thing.object_id, thing.locale
    found = [
        tags.page(pk),
        tags.listing(thing.type, locale),
        tags.listing(thing.type),
        tags.pages(locale),
        tags.pages(),
    ]
    if difference.is_moved or difference.is_renamed:
        found += [tags.link(pk), tags.links(locale)]
    if difference.is_moved and thing.translation_key:
        found += [tags.alternates(thing.translation_key), tags.PATHS]
        if thing.tree_id == pk:
            found.append(tags.LOCALES)
    if difference.is_in_menu and (
        difference.is_moved or difference.is_renamed or difference.is_menu_changed or is_reordered
    ):
        found.append(tags.navigation(locale))
    return found


def _of_thing(model: type[Model], difference: Difference) -> list[str]:
    thing = difference.thing
    found = [tags.thing(model, thing.object_id), tags.listing(thing.type)]
    if thing.locale:
        found.append(tags.listing(thing.type, thing.locale))
    return found


def _appearing(
    model: type[Model],
    difference: Difference,
    versions: dict[UUID, list[int]],
    addresses: dict[int, str],
) -> list[str]:
    """Something becomes public: answers that had to do without it, or with another language."""
    thing, kind = difference.thing, tags.kind_of(model)
    found = [tags.absent(kind, addresses[thing.object_id] if model is Embed else thing.object_id)]
    if thing.translation_key:
        siblings = versions[thing.translation_key]
        found += [tags.absent(kind, pk, thing.locale) for pk in siblings]
    return found


def _versions(differences: Iterable[Difference]) -> dict[UUID, list[int]]:
    """All translations, drafts too, of what becomes public."""
    keys: dict[type[Any], set[UUID]] = defaultdict(set)
    for each in differences:
        model = apps.get_model(each.thing.type)
        if each.action == Action.PUBLISHED and each.thing.translation_key:
            keys[Page if issubclass(model, Page) else model].add(each.thing.translation_key)
    found: dict[UUID, list[int]] = defaultdict(list)
    for model, wanted in keys.items():
        rows = model._base_manager.filter(translation_key__in=wanted).order_by("pk")
        for key, pk in rows.values_list("translation_key", "pk"):
            found[key].append(pk)
    return found


def _addresses(differences: Iterable[Difference]) -> dict[int, str]:
    """Of embeds; the log keeps quiet about them, since a draft may be all that shows one."""
    ids = [each.thing.object_id for each in differences if each.thing.type == Embed._meta.label]
    return dict(Embed.objects.filter(pk__in=ids).values_list("pk", "url")) if ids else {}


def _concerns_sites(differences: Iterable[Difference]) -> bool:
    return any(issubclass(apps.get_model(each.thing.type), Site | Locale) for each in differences)
