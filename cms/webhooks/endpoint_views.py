"""What one sees of an endpoint, and can do with it."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log
from wagtail.models import Locale, Site

from cms.webhooks import deliveries
from cms.webhooks.models import Endpoint, State
from cms.webhooks.signing import new_secret

OVERLAP = timedelta(hours=24)  # of an old secret and a new one


def overview_url(endpoint: Endpoint) -> str:
    return reverse("webhook_endpoints:inspect", args=[endpoint.pk])


def locked(endpoint_id: Any) -> Endpoint:
    """As it is now, and while this request lasts: the courier writes to it all the time."""
    return get_object_or_404(Endpoint.objects.select_for_update(), pk=endpoint_id)


class LockedMixin:
    """Mix in before Wagtail's views that save or delete an endpoint."""

    def get_object(self, queryset: QuerySet[Endpoint] | None = None) -> Endpoint:
        rows = Endpoint.objects.all()
        if self.request.method == "POST":  # type: ignore[attr-defined]
            rows = rows.select_for_update()
        found: Endpoint = super().get_object(rows)  # type: ignore[misc]
        return found


class CreateEndpoint(generic.CreateView):
    def get_success_url(self) -> str:
        return overview_url(self.object)


class EditEndpoint(LockedMixin, generic.EditView):
    def get_success_url(self) -> str:
        return overview_url(self.object)


class DeleteEndpoint(LockedMixin, generic.DeleteView):
    pass


class EndpointOverview(generic.InspectView):
    """All about one endpoint, without its secrets."""

    template_name = "webhooks/endpoint.html"
    page_title = _("Webhook endpoint")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endpoint: Endpoint = self.object
        rows = endpoint.deliveries.all()
        log_url = reverse("webhook_deliveries:index") + f"?endpoint={endpoint.pk}"
        return super().get_context_data(
            **kwargs,
            sites=_named(endpoint.sites, {site.pk: str(site) for site in Site.objects.all()}),
            locales=_named(
                endpoint.locales, {each.language_code: str(each) for each in Locale.objects.all()}
            ),
            waiting=rows.filter(state=State.WAITING).count(),
            given_up=rows.filter(state=State.FAILED, is_test=False).count(),
            log_url=log_url,
            can_change=self.user_has_permission("change"),
            has_two_secrets=len(endpoint.secrets(timezone.now())) > 1,
        )


def _named(chosen: list[Any], names: dict[Any, str]) -> str:
    found = [names.get(each, _t("%(name)s (deleted)") % {"name": each}) for each in chosen]
    return ", ".join(found) or _t("all")


class EndpointAction(PermissionCheckedMixin, View):
    """A button on the overview."""

    model = Endpoint
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = locked(pk)
        return self.act(endpoint) or redirect(overview_url(endpoint))

    def act(self, endpoint: Endpoint) -> HttpResponse | None:
        raise NotImplementedError

    def say(self, words: str) -> None:
        messages.success(self.request, words)


class SendTest(EndpointAction):
    def act(self, endpoint: Endpoint) -> HttpResponse:
        delivery = deliveries.send_test(endpoint)
        return redirect("webhook_deliveries:inspect", delivery.pk)


class Pause(EndpointAction):
    def act(self, endpoint: Endpoint) -> None:
        if endpoint.paused_at is None:
            endpoint.paused_at = timezone.now()
            endpoint.save()
            log(endpoint, "webhooks.pause")
        self.say(_t("Paused. What happens now waits until you resume."))


class Resume(EndpointAction):
    def act(self, endpoint: Endpoint) -> None:
        waiting = deliveries.resume(endpoint, drop="drop" in self.request.POST)
        log(endpoint, "webhooks.resume")
        self.say(_t("Resumed; %(number)d messages are on their way.") % {"number": waiting})


class ShowSecret(EndpointAction):
    """Once: somebody who comes later makes a new one."""

    def act(self, endpoint: Endpoint) -> HttpResponse | None:
        if endpoint.secret_shown:
            messages.error(self.request, _t("The secret has been shown already."))
            return None
        endpoint.secret_shown = True
        endpoint.save()
        log(endpoint, "webhooks.show_secret")
        context = {
            "endpoint": endpoint,
            "back_url": overview_url(endpoint),
            "header_title": _t("Secret of %(name)s") % {"name": endpoint.name},
        }
        return never_cache(TemplateResponse)(self.request, "webhooks/secret.html", context)


class RotateSecret(EndpointAction):
    def act(self, endpoint: Endpoint) -> None:
        endpoint.previous_secret = endpoint.secret
        endpoint.previous_secret_until = timezone.now() + OVERLAP
        endpoint.secret, endpoint.secret_shown = new_secret(), False
        endpoint.save()
        log(endpoint, "webhooks.rotate_secret")
        self.say(_t("There is a new secret. For a day, messages are signed with the old one too."))


class RetireSecret(EndpointAction):
    def act(self, endpoint: Endpoint) -> None:
        endpoint.previous_secret, endpoint.previous_secret_until = "", None
        endpoint.save()
        log(endpoint, "webhooks.retire_secret")
        self.say(_t("The old secret is not used any more."))
