"""What every page type here is."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PagePermissionTester

from cms.core import page_rights, rendering
from cms.core.forms import HeadlessPageForm
from cms.core.levels import LimitedLevels
from cms.core.transactions import ChangedAsWhole
from cms.core.visibility import Visibility


class HeadlessPage(LimitedLevels, ChangedAsWhole, models.Model):
    """A page that a separate frontend shows; the backend only gives a reading view of it.

    Mix in before `Page`. Subclasses list their `api_fields`, and in `api_card_fields` the
    names of those that lists of pages show too.
    """

    api_fields: list[Any] = []
    api_card_fields: list[str] = []
    base_form_class = HeadlessPageForm

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return page_rights.tester_for(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Redirect to the frontend, or show the reading view where none is configured."""
        if not Visibility(timezone.now()).is_published(self):
            raise Http404
        if settings.FRONTEND_URL:
            return HttpResponseRedirect(self.full_url)
        return rendering.render_page(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return rendering.render_page(request, self, in_preview=True)


def alt_field(of: str) -> models.CharField:
    """A field for what a page's picture shows; `of` names the picture in the help text."""
    return models.CharField(
        _("alt text"),
        max_length=255,
        blank=True,
        help_text=_("What the %(image)s shows. Empty: the description of the image itself.")
        % {"image": of},
    )
