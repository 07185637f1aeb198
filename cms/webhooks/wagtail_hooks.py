"""Where webhooks show in the admin."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.viewsets import DeliveryViewSet, EndpointViewSet

register_permission_policy(Delivery, ModelPermissionPolicy(Endpoint))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [EndpointViewSet(), DeliveryViewSet()]


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    register = actions.register_action
    register("webhooks.pause", _("Pause"), _("Webhook endpoint paused"))
    register("webhooks.resume", _("Resume"), _("Webhook endpoint resumed"))
    register("webhooks.show_secret", _("Show secret"), _("Secret shown"))
    register("webhooks.rotate_secret", _("New secret"), _("New secret made"))
    register("webhooks.retire_secret", _("Retire secret"), _("Old secret retired"))


class TroublePanel(Component):
    """On the dashboard of who can do something about it: endpoints that fail."""

    name = "webhooks"
    template_name = "webhooks/trouble.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"endpoints": [each for each in Endpoint.objects.all() if each.needs_care]}


@hooks.register("construct_homepage_panels")
def add_trouble_panel(request: HttpRequest, panels: list[Any]) -> None:
    policy = policy_registry.get_by_type(Endpoint)
    if policy.user_has_any_permission(request.user, ["change", "view"]):
        panels.append(TroublePanel())
