"""How two revisions of a contact are compared: Wagtail takes each kind of text for a `str`."""

from typing import Any

from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.compare import FieldComparison, TextFieldComparison, register_comparison_class

from cms.contacts.fields import LanguagesField, language_name


class PhoneNumberComparison(TextFieldComparison):
    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (
            str(field.value_from_object(each) or "") for each in (obj_a, obj_b)
        )


class LanguagesComparison(FieldComparison):
    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (
            ", ".join(language_name(code) for code in field.value_from_object(each) or [])
            for each in (obj_a, obj_b)
        )


def register() -> None:
    """Let the admin use them; called once, from the app's `ready()`."""
    register_comparison_class(PhoneNumberField, comparison_class=PhoneNumberComparison)
    register_comparison_class(LanguagesField, comparison_class=LanguagesComparison)
