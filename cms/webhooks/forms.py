"""What somebody decides about an endpoint."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale, Site

from cms.events.models import Action
from cms.webhooks.addresses import check_url
from cms.webhooks.bodies import EVENTS

_EVENTS = {
    f"content.{Action.PUBLISHED}": _("published: something is public that was not"),
    f"content.{Action.UPDATED}": _("updated: what is public has changed"),
    f"content.{Action.MOVED}": _("moved: it is public at another path"),
    f"content.{Action.UNPUBLISHED}": _("unpublished: it is not public any more"),
    f"content.{Action.DELETED}": _("deleted: it is gone"),
}
_ALL = _("None chosen stands for all, now and later.")


class EndpointForm(WagtailAdminModelForm):
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        validators=[check_url],
        help_text=_("Messages are sent here by POST. With https://, and reachable from outside."),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=list(_EVENTS.items()),
        initial=EVENTS,
        widget=forms.CheckboxSelectMultiple,
    )
    sites = forms.TypedMultipleChoiceField(
        label=_("Sites"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_ALL,
    )
    locales = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_ALL,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = {site.pk: str(site) for site in Site.objects.all()}
        locales = {each.language_code: str(each) for each in Locale.objects.all()}
        self.fields["sites"].choices = _with_gone(sites, self.instance.sites)
        self.fields["locales"].choices = _with_gone(locales, self.instance.locales)


def _with_gone(names: dict[Any, str], chosen: list[Any]) -> list[tuple[Any, str]]:
    """What was chosen and deleted stays in sight: without it, none chosen would mean all."""
    gone = {each: _t("%(name)s (deleted)") % {"name": each} for each in chosen}
    return list((gone | names).items())
