"""The clock as one more editor: it shows what goes live, and hides what has expired."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from cms.events.models import PublicThing
from cms.events.recorded import recorded_models
from cms.events.touched import here


def next_change() -> datetime | None:
    """When the clock will next change something that is public, or will be."""
    return PublicThing.objects.aggregate(next=Min("due"))["next"]


def tell() -> None:
    """Append what the clock has changed since it was last looked at; safe to call at any time."""
    due = PublicThing.objects.filter(due__lte=timezone.now())
    if not due.exists():
        return
    snippets = {model._meta.label: model for model in recorded_models()}
    with transaction.atomic():
        for type_name, pk in due.values_list("type", "object_id"):
            if model := snippets.get(type_name):
                here().shown.add((model, pk))
            else:
                here().branches.add(pk)
