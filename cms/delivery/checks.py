"""System checks of what page types declare for the API as a whole."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField

from cms.delivery import feeds


def check_feeds(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every declared feed can be written, at an address of its own."""
    return list(_problems()) if apps.models_ready else []


def _problems() -> Iterator[checks.CheckMessage]:
    declared = feeds.declared()
    times = Counter(feed.name for _model, feed in declared)
    for model, feed in declared:
        name = model._meta.label
        if times[feed.name] > 1:
            yield checks.Error(
                f"{name} has a feed at /feeds/{feed.name}/, and so has another page type.",
                hint="Give each api_feed a name of its own.",
                obj=model,
                id="cms.E012",
            )
        if not _has_date(model, feed.newest_first_by):
            yield checks.Error(
                f"{name} has a feed by {feed.newest_first_by!r}, which is none of its dates.",
                hint="Name a DateField or DateTimeField in api_feed.",
                obj=model,
                id="cms.E013",
            )
        if feed.kept_in and not _is_model(feed.kept_in):
            yield checks.Error(
                f"{name} has a feed kept in {feed.kept_in!r}, which is no page type.",
                hint="Write it as app.Model, or leave it out.",
                obj=model,
                id="cms.E014",
            )


def _has_date(model: Any, name: str) -> bool:
    try:
        return isinstance(model._meta.get_field(name), DateField)
    except FieldDoesNotExist:
        return False


def _is_model(name: str) -> bool:
    try:
        apps.get_model(name)
    except (LookupError, ValueError):
        return False
    return True
