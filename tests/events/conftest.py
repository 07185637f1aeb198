from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Site

from cms.core.database import before_commit
from cms.events import log
from cms.events.models import Change


@pytest.fixture
def told(site: Site) -> Callable[[], list[Change]]:
    """Ends what has been done so far as a commit would; gives the changes since the last call."""
    before_commit()
    seen = [log.newest()]

    def changes() -> list[Change]:
        before_commit()
        new = log.after(seen[0])
        seen[0] = log.newest()
        return new

    return changes


def said(changes: list[Any]) -> list[tuple[str, str, int]]:
    """Short, for comparison: action, type, id."""
    return [(each.action, each.type, each.object_id) for each in changes]
