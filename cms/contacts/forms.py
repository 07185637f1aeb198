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
        entered = {"email", "phone"} & {name for name in cleaned if cleaned[name]}
        wrong = {"email", "phone"} & self.errors.keys()
        if not self.is_deferred_validation and not entered and not wrong:
            self.add_error("email", _t("Give an e-mail address or a phone number."))
        return cleaned
