"""The entry by which a second run knows, and the site's history tells, what happened here."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cms.demo.loading import LOADED


@hooks.register("register_log_actions")
def register_demo_actions(actions: LogActionRegistry) -> None:
    actions.register_action(LOADED, _("Load demonstration"), _("Demonstration content loaded"))
