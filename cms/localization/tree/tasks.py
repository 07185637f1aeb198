"""What wagtail-localize would do in the background (the setting WAGTAILLOCALIZE_JOBS).

It reads this file while its models are being made, so that this imports no models at the top.
"""

from collections.abc import Callable
from typing import Any

from wagtail_localize.tasks import ImmediateBackend


class Tasks(ImmediateBackend):
    """At once, and a language that is to be synchronised from another one page by page."""

    def enqueue(self, func: Callable[..., Any], args: Any, kwargs: Any) -> None:
        from wagtail_localize.synctree import synchronize_tree

        from cms.localization.tree.aliases import fill

        if func is synchronize_tree:
            fill(*args)
        else:
            super().enqueue(func, args, kwargs)
