"""The clock as one more editor: it shows what goes live, and hides what has expired."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page

from cms.events.models import Change, PublicThing
from cms.events.recorded import recorded_models
from cms.events.touched import here


def next_change() -> datetime | None:
    """When the clock will next change something that is public, or will be."""
    return PublicThing.objects.aggregate(next=Min("due"))["next"]


def tell() -> None:
    """Append what the clock has changed since it was last looked at; safe to call at any time."""
    now = timezone.now()
    due = PublicThing.objects.filter(due__lte=now)
    last = Change.objects.order_by("-sequence").values_list("at", flat=True).first()
    was_set_back = last is not None and last > now
    if not was_set_back and not due.exists():
        return
    snippets = {model._meta.label: model for model in recorded_models()}
    with transaction.atomic():
        for type_name, pk in due.values_list("type", "object_id"):
            if model := snippets.get(type_name):
                here().shown.add((model, pk))
            else:
                here().branches.add(pk)
        if was_set_back:
            _tell_again(now, last)


def _tell_again(now: datetime, last: datetime) -> None:
    """The clock was set back: what it has shown or hidden since then is as before, for a while."""
    between = {f"{name}__range": (now, last) for name in ("go_live_at", "expire_at")}
    dated = Q(live=True) & Q(**between, _connector=Q.OR)
    here().branches.update(Page.objects.filter(dated).values_list("pk", flat=True))
    for model in recorded_models():
        if issubclass(model, DraftStateMixin):
            found = model._default_manager.filter(dated).values_list("pk", flat=True)
            here().shown.update((model, pk) for pk in found)
