"""An import of ten thousand things: in parts, and in bounded memory."""

import tracemalloc
from collections.abc import Callable

from django.core.management import call_command

from cms.events.models import Change
from news.models import Topic
from tests import builders

MANY = 10_000
_BOUND = 40_000_000  # bytes


def test_ten_thousand_changes_are_told_in_parts(told: Callable[[], list[Change]]) -> None:
    told()
    start = Change.objects.order_by("sequence").values_list("sequence", flat=True).last() or 0
    locale = builders.locale("en")
    Topic.objects.bulk_create(
        [
            Topic(name=f"Topic {number}", slug=f"t-{number}", locale=locale)
            for number in range(MANY)
        ]
    )
    tracemalloc.start()
    try:
        call_command("reconcile_changes", verbosity=0)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    new = Change.objects.filter(sequence__gt=start, type="news.Topic", action="published")
    numbers = list(new.order_by("sequence").values_list("sequence", flat=True))
    assert len(numbers) == MANY
    assert numbers == list(range(numbers[0], numbers[0] + MANY))
    assert peak < _BOUND
