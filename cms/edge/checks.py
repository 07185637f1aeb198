"""System checks: whoever caches answers is told of changes, and can be."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks

from cms.edge.services import AddressError, parse


def check_edge(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    return [*_of_each(), *_of_all()]


def _of_each() -> Iterator[checks.CheckMessage]:
    names = set()
    for text in settings.EDGE_PURGE:
        try:
            service = parse(text)
        except AddressError as error:
            yield checks.Error(
                f"EDGE_PURGE: {error}.", hint="docs/edge.md has an example of each.", id="cms.E010"
            )
            continue
        if service.name in names:
            yield checks.Error(f"EDGE_PURGE names {service.name} twice.", id="cms.E011")
        names.add(service.name)
        if 0 < settings.DELIVERY_MAX_STALENESS >= service.address.again:
            yield checks.Error(
                f"{service.name} could keep an old answer: it is purged for the last time "
                f"{service.address.again:g} seconds after a change, when this backend may still "
                "give what it had before (DELIVERY_MAX_STALENESS_MS).",
                hint="Set DELIVERY_MAX_STALENESS_MS=0, or again= to more seconds than that.",
                id="cms.E012",
            )


def _of_all() -> Iterator[checks.CheckMessage]:
    if settings.EDGE_MAX_AGE and not settings.EDGE_PURGE:
        yield checks.Warning(
            f"Caches may keep answers for {settings.EDGE_MAX_AGE} seconds (EDGE_MAX_AGE), and "
            "none of them is told of changes.",
            hint="Name them in EDGE_PURGE, or set EDGE_MAX_AGE=0.",
            id="cms.W010",
        )
    if settings.EDGE_PURGE and not settings.EDGE_MAX_AGE:
        yield checks.Warning(
            "Caches are told of changes (EDGE_PURGE), but must ask for each answer anyway.",
            hint="Set EDGE_MAX_AGE to the seconds for which they may keep one.",
            id="cms.W011",
        )
