"""What a user may do with one page, language rights included."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.models import Page, PagePermissionTester

from cms.localization.going_live import waits_for_its_source
from cms.localization.moderation import may_moderate
from cms.localization.page_permissions import action_of
from cms.localization.rights import REVIEWING, WRITING, Rights, rights_of


class LanguagePageTester(PagePermissionTester):
    """Wagtail's own tester gets its permissions from our policy, which has narrowed them.

    Here is what goes beyond a list of permissions: reviewers, moderators, and what is deleted
    or moved along.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.rights = rights_of(user)

    def can_edit(self) -> bool:
        if not self.rights.is_limited:
            return bool(super().can_edit())
        if self._edits_by_permission() or self._has("change", REVIEWING, self.page.locale_id):
            return not self.page_is_root
        return bool(super().can_edit()) and may_moderate(self.user, self.page)

    def _edits_by_permission(self) -> bool:
        is_own = self.page.owner_id == self.user.pk
        return "change" in self.permissions or ("add" in self.permissions and is_own)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Also asked before a page moves, with everything below it."""
        return bool(super().can_delete(ignore_bulk)) and self._may_take_along_what_is_below()

    def _may_take_along_what_is_below(self) -> bool:
        if not self.rights.is_limited or self.page.is_leaf():
            return True
        below = self.page.get_descendants().order_by().exclude(locale_id=self.page.locale_id)
        locales = below.values_list("locale_id", flat=True).distinct()
        return all(self._has("change", WRITING, locale) for locale in locales)

    def _has(self, action: str, one_of: Rights, locale: int) -> bool:
        """Whether a group gives this action here, and one of these rights in a language."""
        return any(
            action_of(row) == action
            and self.page.path.startswith(row.page.path)
            and self.rights.group_allows(row.group_id, one_of, locale)
            for row in self.permission_policy.all_rows(self.user)
        )

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and not self.waits_for_its_source

    @cached_property
    def waits_for_its_source(self) -> bool:
        return waits_for_its_source(self.page)

    def can_lock(self) -> bool:
        if self.is_moderated_by_others:
            return "lock" in self.permissions
        return bool(super().can_lock())

    def can_unlock(self) -> bool:
        if self.is_moderated_by_others and not self.user_has_lock():
            return "unlock" in self.permissions
        return bool(super().can_unlock())

    @cached_property
    def is_moderated_by_others(self) -> bool:
        """Where Wagtail would let anyone in the step's groups, whatever the language."""
        if not self.rights.is_limited or self.page.current_workflow_task is None:
            return False
        return not may_moderate(self.user, self.page)
