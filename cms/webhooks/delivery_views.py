"""The log of deliveries: what was sent to whom, how often, and what was answered."""

import json
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.webhooks.bodies import EVENTS, RESYNC, TEST
from cms.webhooks.deliveries import send_again
from cms.webhooks.endpoint_views import overview_url
from cms.webhooks.models import STATES, Delivery, Endpoint, State
from cms.webhooks.queue import is_blocked

_SOON = timedelta(minutes=1)


class DeliveryFilters(WagtailFilterSet):
    endpoint = django_filters.ModelChoiceFilter(
        label=_("Endpoint"), queryset=Endpoint.objects.all(), widget=forms.RadioSelect
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=list(STATES.items()), widget=forms.CheckboxSelectMultiple
    )
    event = django_filters.MultipleChoiceFilter(
        label=_("Event"),
        field_name="message__event",
        choices=[(name, name) for name in (*EVENTS, TEST, RESYNC)],
        widget=forms.CheckboxSelectMultiple,
    )
    time = django_filters.DateFromToRangeFilter(
        label=_("Time"), field_name="message__created_at", widget=DateRangePickerWidget
    )

    class Meta:
        model = Delivery
        fields: list[str] = []


class DeliveryLog(generic.IndexView):
    page_title = _("Webhook deliveries")
    results_template_name = "webhooks/delivery_results.html"

    def get_base_queryset(self) -> QuerySet[Delivery]:
        rows: QuerySet[Delivery] = super().get_base_queryset()
        return rows.select_related("message", "endpoint").defer("message__body")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            *args,
            **kwargs,
            can_send_again=self.user_has_permission("change"),
            is_narrowed=self.is_searching or self.is_filtering,  # not all with one click
            send_again_url=f"{reverse('webhook_deliveries:send_again')}?"
            f"{self.request.GET.urlencode()}",
        )


class SendListedAgain(DeliveryLog):
    """A button below the list: all that the filters and the search leave, on every page."""

    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = send_again(self.get_queryset())
        words = ngettext("%(number)d message is", "%(number)d messages are", number)
        messages.success(request, words % {"number": number} + " " + _t("on the way once more."))
        url = reverse("webhook_deliveries:index")
        return redirect(f"{url}?{request.GET.urlencode()}")


class ShowDelivery(generic.InspectView):
    template_name = "webhooks/delivery.html"
    page_title = _("Webhook delivery")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delivery: Delivery = self.object
        return super().get_context_data(
            **kwargs,
            body=json.dumps(json.loads(delivery.message.body), indent=2, ensure_ascii=False),
            attempts=delivery.attempts.order_by("-pk"),
            endpoint_url=overview_url(delivery.endpoint),
            waits_for=_what_it_waits_for(delivery) if delivery.state == State.WAITING else "",
            can_send_again=self.user_has_permission("change"),
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """A test that has just been asked for shows its result without being asked again."""
        response: HttpResponse = super().render_to_response(context, **kwargs)
        age = timezone.now() - self.object.message.created_at
        if self.object.is_test and self.object.state == State.WAITING and age < _SOON:
            response.headers["Refresh"] = "2"
        return response


def _what_it_waits_for(delivery: Delivery) -> str:
    endpoint = delivery.endpoint
    if endpoint.paused_at and not delivery.is_test:
        return _t("the endpoint is paused")
    if is_blocked(delivery):
        return _t("what happened earlier to the same thing is sent first")
    times = [time for time in (delivery.next_attempt_at, endpoint.not_before) if time]
    if times and max(times) > timezone.now():
        return _t("until %(time)s") % {"time": localize(localtime(max(times)))}
    return _t("the worker sends it within seconds")


class SendAgain(PermissionCheckedMixin, View):
    model = Delivery
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        send_again(Delivery.objects.filter(pk=pk))
        messages.success(request, _t("The message is on the way once more."))
        return redirect("webhook_deliveries:inspect", pk)
