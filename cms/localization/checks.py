"""System checks: every text can be translated, by those who have the right to."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models
from django.db.models import Model
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import fields as wagtail_fields
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin, get_translatable_models
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.fields import get_translatable_fields

from cms.core.snippets import HeadlessSnippetViewSet
from cms.localization.fields import ChosenField, RichTextField, StreamField
from cms.localization.segments.kinds import UnknownBlockError
from cms.localization.snippet_permissions import LanguageModelPolicy


def check_translation(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if not apps.models_ready:
        return []
    return [
        problem
        for model in get_translatable_models(include_subclasses=True)
        for problem in check_model(model)
    ]


def check_model(model: type[Model]) -> Iterator[checks.CheckMessage]:
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _unknown_blocks(model, field)
        elif isinstance(field, wagtail_fields.StreamField | wagtail_fields.RichTextField) and (
            not isinstance(field, RichTextField)
        ):
            yield checks.Error(
                f"{model._meta.label}.{field.name} would lose texts in translation.",
                hint=f"Take {type(field).__name__} from cms.localization.fields.",
                obj=model,
                id="cms.E005",
            )
    yield from _kept_choices(model)
    yield from _copied_rows(model)


def _unknown_blocks(model: type[Model], field: StreamField) -> Iterator[checks.CheckMessage]:
    try:
        _ = field.kind
    except UnknownBlockError as error:
        yield checks.Error(
            f"{model._meta.label}.{field.name} cannot be translated: {error}",
            hint="Say what of it is translated: register a kind in cms.localization.segments, "
            "give it get_translatable_segments and restore_translated_segments, or say "
            "translatable=False in its Meta.",
            obj=model,
            id="cms.E004",
        )


def _kept_choices(model: Any) -> Iterator[checks.CheckMessage]:
    fields = {field.field_name: field for field in get_translatable_fields(model)}
    for name, field in fields.items():
        key = next((each for each in model._meta.fields if each.name == name), None)
        if not isinstance(key, models.ForeignKey) or issubclass(key.related_model, Page):
            continue
        if issubclass(key.related_model, TranslatableMixin) and not isinstance(field, ChosenField):
            yield checks.Error(
                f"{model._meta.label}.{name} keeps in translations what its source has no longer.",
                hint=f'Put ChosenField("{name}"), from cms.localization.fields, into '
                "override_translatable_fields.",
                obj=model,
                id="cms.E015",
            )


def _copied_rows(model: type[Model]) -> Iterator[checks.CheckMessage]:
    if not issubclass(model, ClusterableModel):
        return
    for relation in get_all_child_relations(model):
        rows = relation.related_model
        if issubclass(rows, TranslatableMixin) or relation.name == COMMENTS_RELATION_NAME:
            continue
        for field in filter(_is_text, rows._meta.get_fields()):
            yield checks.Error(
                f"{model._meta.label}.{relation.name} has texts ({field.name}) that stay as they "
                "are in translations.",
                hint=f"Mix wagtail.models.TranslatableMixin into {rows.__name__}.",
                obj=model,
                id="cms.E009",
            )


def _is_text(field: Any) -> bool:
    if isinstance(field, models.URLField | models.EmailField | models.SlugField):
        return False
    texts = models.CharField | models.TextField | wagtail_fields.StreamField
    return isinstance(field, texts) and field.editable and not field.choices


def check_rights(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every door to a translatable snippet asks for rights in its language."""
    snippets = [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
    return [problem for model in snippets for problem in check_snippet_rights(model)]


def check_snippet_rights(model: Any) -> Iterator[checks.CheckMessage]:
    if not isinstance(model.snippet_viewset, HeadlessSnippetViewSet):
        yield checks.Error(
            f"The admin of {model._meta.label} asks for permission on the model, whatever the "
            "language of a snippet.",
            hint="Register it with a HeadlessSnippetViewSet, from cms.core.snippets.",
            obj=model,
            id="cms.E007",
        )
    if not isinstance(policy_registry.get_by_type(model), LanguageModelPolicy):
        yield checks.Error(
            f"The permission policy of {model._meta.label} knows no languages.",
            hint="Derive it from LanguageModelPolicy, in cms.localization.snippet_permissions.",
            obj=model,
            id="cms.E008",
        )
