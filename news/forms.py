"""What the admin checks of topics and places."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm


class TermForm(WagtailAdminModelForm):
    """Says what is wrong with a field where the field is, and at the top where it is missing:
    the management API leaves out of its forms what a request does not change."""

    def add_error(self, field: str | None, error: Any) -> None:
        named = getattr(error, "error_dict", {})
        if named.keys() <= self.fields.keys():
            super().add_error(field, error)
        else:
            super().add_error(None, ValidationError(error.messages))
