"""Who else is told of changes: caches at the edge, webhooks.

Rooms that pass changes on say it here; editors see it on each page, below "Who was told".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.functional import Promise

_AT_MOST = 50


@dataclass(frozen=True)
class Told:
    """One receiver was told of something, or is going to be; `outcome` says how it went.

    More of it is at `url` in the admin, for those who have one of the permissions.
    """

    at: datetime
    receiver: str | Promise
    outcome: str | Promise
    url: str = ""
    permissions: tuple[str, ...] = ()

    def may_be_opened_by(self, user: Any) -> bool:
        return bool(self.url) and (
            user.is_superuser or any(user.has_perm(each) for each in self.permissions)
        )


Source = Callable[[str, int], Iterable[Told]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """From an app's `ready()`: `source(type, id)` gives who was told of a thing, newest first.

    The type is a model's label, as in the log. No more than the newest are asked for.
    """
    if source not in _sources:
        _sources.append(source)


def who_was_told(type_name: str, object_id: int, limit: int = _AT_MOST) -> list[Told]:
    """What all sources know of a thing, newest first."""
    found = [told for source in _sources for told in islice(source(type_name, object_id), limit)]
    return sorted(found, key=lambda told: told.at, reverse=True)[:limit]
