"""The admin of webhooks: endpoints under Settings, their deliveries under Reports."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cms.webhooks import delivery_views, endpoint_views
from cms.webhooks.forms import EndpointForm
from cms.webhooks.models import Delivery, Endpoint, State


class EndpointViewSet(ModelViewSet):
    model = Endpoint
    name = "webhook_endpoints"
    url_prefix = "webhooks/endpoints"
    icon = "globe"
    menu_label = _("Webhooks")
    menu_order = 710
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False  # a secret is nobody else's
    inspect_view_enabled = True
    add_view_class = endpoint_views.CreateEndpoint
    edit_view_class = endpoint_views.EditEndpoint
    delete_view_class = endpoint_views.DeleteEndpoint
    inspect_view_class = endpoint_views.EndpointOverview
    inspect_template_name = "webhooks/endpoint.html"
    list_display = [
        TitleColumn("name", label=_("Name"), url_name="webhook_endpoints:inspect"),
        Column("url", label=_("Address")),
        StatusTagColumn(
            "status",
            label=_("Status"),
            primary=lambda endpoint: not endpoint.needs_care and not endpoint.paused_at,
        ),
        DateColumn("last_attempt_at", label=_("Last attempt")),
    ]
    search_fields = ["name", "url"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url"),
            FieldPanel("events"),
            MultiFieldPanel([FieldPanel("sites"), FieldPanel("locales")], heading=_("Limited to")),
        ],
        base_form_class=EndpointForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        views = endpoint_views
        return [
            *super().get_urlpatterns(),
            path("test/<int:pk>/", views.SendTest.as_view(), name="test"),
            path("pause/<int:pk>/", views.Pause.as_view(), name="pause"),
            path("resume/<int:pk>/", views.Resume.as_view(), name="resume"),
            path("secret/<int:pk>/", views.ShowSecret.as_view(), name="show_secret"),
            path("rotate/<int:pk>/", views.RotateSecret.as_view(), name="rotate_secret"),
            path("retire/<int:pk>/", views.RetireSecret.as_view(), name="retire_secret"),
        ]


class DeliveryViewSet(ModelViewSet):
    """Nobody writes deliveries by hand. Who may see or change endpoints may see or repeat them."""

    model = Delivery
    name = "webhook_deliveries"
    url_prefix = "webhooks/deliveries"
    icon = "history"
    menu_label = _("Webhook deliveries")
    menu_order = 1200
    menu_hook = "register_reports_menu_item"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = delivery_views.DeliveryLog
    inspect_view_class = delivery_views.ShowDelivery
    index_results_template_name = "webhooks/delivery_results.html"
    inspect_template_name = "webhooks/delivery.html"
    filterset_class = delivery_views.DeliveryFilters
    search_fields = ["message__title", "message__html_path"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        TitleColumn(
            "title",
            label=_("Title"),
            accessor="message.title",
            url_name="webhook_deliveries:inspect",
        ),
        Column("event", label=_("Event"), accessor="message.event"),
        Column("endpoint", label=_("Endpoint"), accessor="endpoint.name"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            primary=lambda delivery: delivery.state == State.DELIVERED,
        ),
        Column("tries", label=_("Attempts")),
        Column("outcome", label=_("Outcome")),
        DateColumn("created_at", label=_("Time"), accessor="message.created_at"),
    ]
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        again = self.construct_view(delivery_views.SendListedAgain, **self.get_index_view_kwargs())
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("again/", again, name="send_again"),
            path("again/<int:pk>/", delivery_views.SendAgain.as_view(), name="send_one_again"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without views to add, edit or delete."""
        missing = dict.fromkeys(
            f"{name}_url_name" for name in ("add", "edit", "delete", "history", "usage")
        )
        return super().get_common_view_kwargs(**{**missing, **kwargs})

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return Permission.objects.none()

    def register_admin_url_finder(self) -> None:
        """There is nothing to edit."""
