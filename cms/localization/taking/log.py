"""What the log of a page or snippet says of its translation as a whole."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.log_actions import registry as registered
from wagtail.models import RevisionMixin

TAKEN_OVER = "localization.take_over"
STOPPED = "localization.stop"
RESTARTED = "localization.restart"


class TakenOver(LogFormatter):
    label = _("Take over texts")

    def format_message(self, log_entry: Any) -> str:
        text = _t("Took over the edited texts as translations.")
        if lost := log_entry.data.get("lost"):
            text += " " + _t("Not kept: %(places)s") % {"places": " ".join(lost)}
        return text


def register(registry: LogActionRegistry) -> None:
    registry.register_action(TAKEN_OVER)(TakenOver)
    registry.register_action(
        STOPPED, _("Stop translation"), _("Stopped the translation; edited by itself from now on")
    )
    registry.register_action(
        RESTARTED, _("Start translation again"), _("Started the translation again")
    )


def note(thing: Any, action: str, user: Any, lost: Iterable[Any] = ()) -> None:
    revision = thing.get_latest_revision() if isinstance(thing, RevisionMixin) else None
    data = {"lost": [str(each) for each in lost]} if lost else None
    log(instance=thing, action=action, user=user, revision=revision, data=data)


def lost_in(thing: Any) -> list[str]:
    """What of its last version the translations cannot say."""
    if not isinstance(thing, RevisionMixin) or thing.latest_revision_id is None:
        return []
    entries = registered.get_logs_for_instance(thing).filter(
        action=TAKEN_OVER, revision=thing.latest_revision_id
    )
    entry = entries.order_by("-timestamp").first()
    return list(entry.data.get("lost", [])) if entry else []
