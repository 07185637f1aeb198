"""What the admin checks of a page when it is published; a draft may lack all of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _t
from wagtail.admin.forms import WagtailAdminPageForm

from cms.core.api_fields import ImageAPIField


class HeadlessPageForm(WagtailAdminPageForm):
    """Pictures beside the body need an alt text, of this page or of the image itself."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            for field in self._undescribed():
                self.add_error(
                    field if field in self.fields else None,
                    _t("Say what the picture shows: the image has no description of its own."),
                )
        return cleaned

    def _undescribed(self) -> Iterator[str]:
        """The alt fields of chosen pictures that nobody has described."""
        for declared in self._meta.model.api_fields:
            if isinstance(declared, ImageAPIField) and declared.alt:
                image, alt = self._value(declared.name), self._value(declared.alt)
                if image and not (alt or image.description).strip():
                    yield declared.alt

    def _value(self, field: str) -> Any:
        """As entered; as stored if this form leaves the field out."""
        return self.cleaned_data.get(field, getattr(self.instance, field))
