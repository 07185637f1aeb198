"""The pages and snippets that wagtail-localize's records are about; None where one is gone."""

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource


def source_instance(source: TranslationSource) -> Any | None:
    model: Any = source.specific_content_type.model_class()
    if model is None:
        return None
    versions = model._base_manager.filter(translation_key=source.object_id)
    return versions.filter(locale=source.locale_id).first()


def target_instance(translation: Translation) -> Any | None:
    return _specific(translation.source.object.get_instance_or_none(translation.target_locale))


def translation_of(instance: Any, *, enabled: bool) -> Translation | None:
    """The record by which this page or snippet is translated, or was until it was stopped."""
    translations = Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=enabled,
    )
    related = ("locale", "object__content_type", "specific_content_type")
    sources = [f"source__{name}" for name in related]
    return translations.select_related("target_locale", *sources).first()


def edit_url(thing: Any | None) -> str | None:
    """Where the admin edits a page or snippet."""
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    if thing is None or not hasattr(thing, "snippet_viewset"):
        return None
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])


def _specific(instance: Any | None) -> Any | None:
    return instance.specific if isinstance(instance, Page) else instance
