"""The form behind every page's editor."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _t
from wagtail.admin.forms import WagtailAdminPageForm

from cms.core.api_fields import ImageAPIField, RelatedAPIField


class HeadlessPageForm(WagtailAdminPageForm):
    """Asks at publication for what a draft may lack: an alt text for each picture beside the
    body, of this page or of the image itself."""

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

    def save(self, commit: bool = True) -> Any:
        """Whatever is chosen here is all there is.

        An autosave that was still on its way has added the same rows once more, and this form
        does not know their ids; Wagtail would keep both.
        """
        page = super().save(commit=commit)
        for relation in self._chosen_relations():
            known = {form.instance.pk for form in self.formsets[relation].forms}
            rows = getattr(page, relation)
            strays = [row for row in rows.all() if row.pk and row.pk not in known]
            if strays:
                rows.remove(*strays)
                if commit:
                    rows.commit()
        return page

    def _chosen_relations(self) -> set[str]:
        declared = self._meta.model.api_fields
        relations = {each.relation for each in declared if isinstance(each, RelatedAPIField)}
        return relations & self.formsets.keys()

    def _value(self, field: str) -> Any:
        """As entered; as stored if this form leaves the field out."""
        return self.cleaned_data.get(field, getattr(self.instance, field))
