"""What wagtail-localize would do in the background (the setting WAGTAILLOCALIZE_JOBS).

It reads this file while its models are being made, so that this imports no models at the top.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _t
from wagtail.log_actions import get_active_log_context
from wagtail_localize.tasks import ImmediateBackend


class Tasks(ImmediateBackend):
    """At once; but if a language is to show many pages of another one, the worker does that."""

    def enqueue(self, func: Callable[..., Any], args: Any, kwargs: Any) -> None:
        from wagtail_localize.synctree import synchronize_tree

        if func is synchronize_tree:
            _show(*args)
        else:
            super().enqueue(func, args, kwargs)


def _show(source: Any, target: Any) -> None:
    from cms.localization.jobs import starting
    from cms.localization.tree.aliases import fill, missing_in

    pages, user = missing_in(target, source), get_active_log_context().user
    if user is not None and starting.is_large(pages.count(), 1):
        words = _t("%(target)s shows the pages of %(source)s")
        starting.show_pages(user, pages, target, words % {"target": target, "source": source})
    else:
        fill(target, pages)
