"""What the log of a page or snippet says of its translation as a whole."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import RevisionMixin

TAKEN_OVER = "localization.take_over"
STOPPED = "localization.stop"
RESTARTED = "localization.restart"


def register(registry: LogActionRegistry) -> None:
    registry.register_action(
        TAKEN_OVER, _("Take over texts"), _("Took over the edited texts as translations")
    )
    registry.register_action(
        STOPPED, _("Stop translation"), _("Stopped the translation; edited by itself from now on")
    )
    registry.register_action(
        RESTARTED, _("Start translation again"), _("Started the translation again")
    )


def note(thing: Any, action: str, user: Any) -> None:
    revision = thing.get_latest_revision() if isinstance(thing, RevisionMixin) else None
    log(instance=thing, action=action, user=user, revision=revision)
