"""How deep pages of one type may stand inside one another."""

from typing import Any

_HOME_DEPTH = 2  # in the whole tree, where home pages stand right below the root


class LimitedLevels:
    """Mix in before `Page`: `max_levels` pages of the type may stand one below another.

    Wagtail asks the two methods below when a page is created, copied or moved.
    """

    max_levels: int | None = None

    @classmethod
    def can_exist_under(cls, parent: Any) -> bool:
        """Whether the page types allow it, and the levels one more."""
        allowed: bool = super().can_exist_under(parent)  # type: ignore[misc]  # Page's
        return allowed and cls._fits(parent, 1)

    def can_move_to(self, parent: Any) -> bool:
        """Whether it may stand there with all that is below it."""
        allowed: bool = super().can_move_to(parent)  # type: ignore[misc]  # Page's
        return allowed and self._fits(parent, self._levels())

    @classmethod
    def _fits(cls, parent: Any, levels: int) -> bool:
        if cls.max_levels is None or parent.depth - _HOME_DEPTH + levels <= cls.max_levels:
            return True  # even if all above were of this type: no need to ask the database
        above = parent.get_ancestors(inclusive=True).type(cls).count()
        return above + levels <= cls.max_levels

    def _levels(self: Any) -> int:
        """How many pages of its type stand one below another, itself the first."""
        branch = self.get_descendants(inclusive=True).type(type(self))
        paths = list(branch.values_list("path", flat=True))
        return max(sum(path.startswith(above) for above in paths) for path in paths)
