"""Acts on what has been noted, right before the commit."""

from cms.core.database import let_speak
from cms.localization.tree import aliases, endings, names, noticing, places
from cms.localization.tree.noticing import Noted, take


class Following:
    """Until nothing follows any more: what one language does, the next one may follow in turn."""

    def before_commit(self) -> None:
        while noted := take():
            _follow(noted)

    def after_rollback(self, savepoint: str | None) -> None:
        """After a savepoint, what is noted of what was undone finds nothing to do."""
        if savepoint is None:
            take()


_following = Following()


def begin() -> None:
    """Called before `cms.core` is ready, so that it speaks after what that publishes."""
    let_speak(_following)
    noticing.watch()


def _follow(noted: Noted) -> None:
    endings.follow(noted.left)
    aliases.show_new(noted.new)
    for pk, was_below in noted.moved.items():
        places.follow(pk, was_below)
        places.close(pk)
    for pk, before in noted.named.items():
        names.follow(pk, before)
