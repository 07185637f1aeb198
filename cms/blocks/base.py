"""What every block of the vocabulary shares."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.blocks import StructBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import CollectionMember, Page

from cms.core import rendering
from cms.core.visibility import Visibility


class APIPreviewMixin:
    """Previews a block through the API's own answer, as readers will see it."""

    def get_preview_template(self, value: Any, context: Any = None) -> str:
        return "blocks/preview.html"

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        html = rendering.render_block(self, value)
        return {**(parent_context or {}), "html": html}


class VocabularyBlock(APIPreviewMixin, StructBlock):
    """A struct of the shared vocabulary."""

    def get_preview_value(self) -> Any:
        """The declared preview value, its choosers filled from what this site has."""
        return self.normalize(_filled(getattr(self.meta, "preview_value", {})))


class first_of:
    """Marks a place in a preview value for the first n public objects of a model (n=None: one)."""

    def __init__(self, model: str, number: int | None = None) -> None:
        self.model = model
        self.number = number

    def objects(self) -> Any:
        public = _public(apps.get_model(self.model))
        found = list(public.order_by("pk")[: self.number or 1])
        if self.number is None:
            return found[0] if found else None
        return found


def _public(model: Any) -> QuerySet[Any]:
    visibility, everything = Visibility(timezone.now()), model._default_manager.all()
    if issubclass(model, Page):
        return visibility.pages(everything)
    if issubclass(model, CollectionMember):
        return visibility.media(everything)
    return visibility.snippets(everything)


def _filled(part: Any) -> Any:
    if isinstance(part, first_of):
        return part.objects()
    if isinstance(part, dict):
        return {name: _filled(child) for name, child in part.items()}
    if isinstance(part, list):
        return [_filled(child) for child in part]
    return part


def struct_errors(errors: dict[str, str]) -> StructBlockValidationError:
    """One message for each named field of a struct."""
    return StructBlockValidationError(
        block_errors={name: ValidationError(message) for name, message in errors.items()}
    )
