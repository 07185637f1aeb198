"""The form of the site's settings."""

from typing import Any

from django.utils.translation import gettext as _t
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Site


class SiteSettingsForm(WagtailAdminModelForm):
    """Where there is one site only, it is chosen already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Site.objects.values_list("pk", flat=True)[:2]
        if not self.instance.pk and len(sites) == 1:
            self.initial["site"] = sites[0]

    def clean(self) -> dict[str, Any]:
        """One for each site and language. Django passes over the model's own rule, since the
        form does not show the language."""
        cleaned: dict[str, Any] = super().clean()
        own = self.instance
        others = type(own).objects.filter(site=cleaned.get("site"), locale=own.locale_id)
        if others.exclude(pk=own.pk).exists():
            self.add_error("site", _t("This site has settings in this language already."))
        return cleaned
