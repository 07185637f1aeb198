"""What a transaction has touched; looked at once, right before it is committed."""

from dataclasses import dataclass, field
from typing import Any

from asgiref.local import Local
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from wagtail.log_actions import get_active_log_context


@dataclass
class Touched:
    """Things whose public state may be another now."""

    pages: set[int] = field(default_factory=set)  # their content as well
    branches: set[int] = field(default_factory=set)  # pages with all below them
    reordered: set[int] = field(default_factory=set)
    things: set[tuple[type[Any], int]] = field(default_factory=set)
    collections: set[int] = field(default_factory=set)
    sites: bool = False  # sites, languages
    user_id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.pages or self.branches or self.things or self.collections or self.sites)

    def by_model(self) -> dict[type[Any], set[int]]:
        """The things, by their model."""
        found: dict[type[Any], set[int]] = {}
        for model, pk in self.things:
            found.setdefault(model, set()).add(pk)
        return found


_here = Local()


def here() -> Touched:
    """Of this thread's transaction."""
    if not hasattr(_here, "touched"):
        _here.touched = Touched()
    touched: Touched = _here.touched
    return touched


def take() -> Touched:
    """What has been touched, which is forgotten by that."""
    touched = here()
    del _here.touched
    return touched


def note() -> None:
    """After something has been added: who did it; outside of any transaction, tell at once."""
    user = get_active_log_context().user
    if isinstance(user, get_user_model()):
        here().user_id = user.pk
    if not connection.in_atomic_block:
        with transaction.atomic():
            pass  # committing it writes the log
