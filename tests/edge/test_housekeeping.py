"""What is not kept for ever."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.edge.housekeeping import forget
from cms.edge.models import Cursor, Purge
from tests.edge.conftest import pass_over
from tests.edge.fakes import Fake


def test_old_reports_are_thrown_away(endpoint: Fake) -> None:
    long_ago = timezone.now() - timedelta(days=15)
    fields: dict[str, Any] = {"service": f"{endpoint.url}/purge", "created_at": long_ago}
    old = Purge.objects.create(status=Purge.Status.DONE, **fields)
    stuck = Purge.objects.create(status=Purge.Status.WAITING, **fields)
    new = Purge.objects.create(service=fields["service"], status=Purge.Status.DONE)
    forget()
    kept = set(Purge.objects.values_list("pk", flat=True))
    assert old.pk not in kept
    assert {stuck.pk, new.pk} <= kept


def test_a_cache_that_comes_back_starts_anew(endpoint: Fake, settings: Any) -> None:
    addresses, settings.EDGE_PURGE = settings.EDGE_PURGE, []
    Purge.objects.create(service=f"{endpoint.url}/purge", tags=["pages"])
    forget()
    assert not Cursor.objects.exists()
    assert not Purge.objects.exclude(status=Purge.Status.DONE).exists()
    settings.EDGE_PURGE = addresses
    pass_over()
    assert [each.json["everything"] for each in endpoint.take()] == [True]
