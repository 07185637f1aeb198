"""When a translation goes live and expires: its own dates, whatever its source has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import DraftStateMixin, Revision


class ScheduleForm(forms.Form):
    go_live_at = forms.DateTimeField(
        label=_("Goes live"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("At once, if this is empty."),
    )
    expire_at = forms.DateTimeField(
        label=_("Expires"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("Never, if this is empty."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begin, end = found.get("go_live_at"), found.get("expire_at")
        if end and end <= timezone.now():
            self.add_error("expire_at", _t("This is past already."))
        elif end and begin and end <= begin:
            self.add_error("expire_at", _t("It would expire before it goes live."))
        return found


@dataclass(frozen=True)
class Schedule:
    go_live_at: datetime | None = None  # in the future
    expire_at: datetime | None = None
    revision: Revision | None = None  # the version that will go live

    def __bool__(self) -> bool:
        return bool(self.go_live_at or self.expire_at)

    @property
    def dates(self) -> dict[str, datetime | None]:
        return {"go_live_at": self.go_live_at, "expire_at": self.expire_at}


def has_schedule(target: Any) -> bool:
    return isinstance(target, DraftStateMixin)


def schedule_of(target: Any) -> Schedule:
    """What is approved; else when that expires which readers see."""
    if revision := target.scheduled_revision:
        end = revision.content["expire_at"]
        return Schedule(revision.approved_go_live_at, end and parse_datetime(end), revision)
    return Schedule(None, target.expire_at if target.live else None)


def at_once(target: Any) -> dict[str, datetime | None]:
    """The dates of what is published now: those that still hold."""
    now = timezone.now()
    begin, end = target.go_live_at, target.expire_at
    return {
        "go_live_at": begin if begin and begin <= now else None,
        "expire_at": end if end and end > now else None,
    }


def give_dates(revision: Revision, dates: dict[str, datetime | None]) -> None:
    """Before it is published, which then is at once or as planned."""
    revision.content |= {name: at and at.isoformat() for name, at in dates.items()}
    revision.save(update_fields=["content"])


@transaction.atomic
def unschedule(target: Any, user: Any) -> bool:
    """Keeps the version as a draft; False if nothing was planned."""
    revision = target.scheduled_revision
    if revision is None:
        return False
    revision.approved_go_live_at = None
    revision.save(user=user, update_fields=["approved_go_live_at"])
    give_dates(revision, {"go_live_at": None, "expire_at": target.expire_at})
    if not target.live:  # Wagtail has the date there, too, and would plan the next version with it
        type(target)._base_manager.filter(pk=target.pk).update(go_live_at=None)
    return True
