"""What the admin checks of a contact."""

from typing import Any

from django.utils.translation import gettext as _t
from wagtail.admin.forms import WagtailAdminModelForm


class ContactForm(WagtailAdminModelForm):
    """A published contact can be reached; a draft may still lack how."""

    class Media:
        css = {"all": ["contacts/contact-form.css"]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        ways = ("email", "phone")
        is_wrong = any(name in self.errors for name in ways)
        # the management API leaves out of its forms what a request does not change
        given = any(cleaned.get(name, getattr(self.instance, name)) for name in ways)
        if not (self.is_deferred_validation or is_wrong or given):
            field = "email" if "email" in self.fields else None
            self.add_error(field, _t("Give an e-mail address or a phone number."))
        return cleaned
