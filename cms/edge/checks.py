"""System checks: whoever caches answers is told of changes, and can be."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks

from cms.edge.services import AddressError, parse


def check_edge(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    return list(_problems())


def _problems() -> Iterator[checks.CheckMessage]:
    names = set()
    for text in settings.EDGE_PURGE:
        try:
            name = parse(text).name
        except AddressError as error:
            yield checks.Error(
                f"EDGE_PURGE: {error}.", hint="docs/edge.md has an example of each.", id="cms.E010"
            )
            continue
        if name in names:
            yield checks.Error(f"EDGE_PURGE names {name} twice.", id="cms.E011")
        names.add(name)
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
