"""The slot for deciding what a user may do with a page.

The page mixin stands here, on the lowest floor. Who may work in which language is decided on a
higher one (`localization`), which fills the slot when Django starts.
"""

from typing import Any

from wagtail.models import Page, PagePermissionTester

_tester: type[PagePermissionTester] = PagePermissionTester


def use(tester: type[PagePermissionTester]) -> None:
    """Fill the slot; called once, from an app's `ready()`."""
    global _tester
    if _tester not in (PagePermissionTester, tester):
        raise RuntimeError(f"{_tester.__name__} decides already; two would compete.")
    _tester = tester


def tester_for(user: Any, page: Page) -> PagePermissionTester:
    return _tester(user, page)
