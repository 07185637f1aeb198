"""Caches to purge, and the worker's passes over them."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from django.utils import timezone
from pydantic import SecretStr

from cms.core.database import before_commit
from cms.edge.models import Purge
from cms.edge.purging import pass_on
from cms.edge.services import configured
from tests.edge import fakes
from tests.edge.fakes import TOKEN, Fake


@pytest.fixture
def start(settings: Any) -> Iterator[Callable[..., Fake]]:
    """Starts a fake, and names it in EDGE_PURGE by an address in which HOST is its own."""
    started: list[Fake] = []
    settings.EDGE_TOKENS = {name: SecretStr(TOKEN) for name in settings.EDGE_TOKENS}

    def start(rule: Any = fakes.endpoint, address: str = "http://HOST/purge") -> Fake:
        fake = Fake(rule)
        started.append(fake)
        settings.EDGE_PURGE = [*settings.EDGE_PURGE, address.replace("HOST", fake.host)]
        return fake

    yield start
    for fake in started:
        fake.close()


@pytest.fixture
def endpoint(start: Callable[..., Fake], site: Any) -> Fake:
    """An endpoint that has been told to forget everything that was there before, and again."""
    fake = start()
    pass_over()
    let_time_pass()
    pass_over()
    fake.take()
    return fake


def let_time_pass() -> None:
    """Whatever waits is due now."""
    Purge.objects.update(next_at=timezone.now())


def pass_over() -> None:
    """What the worker does every half second, for each cache."""
    before_commit()
    for service in configured():
        pass_on(service, Event())
