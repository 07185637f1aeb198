"""Page permissions, narrowed by language rights: the policy that Wagtail asks.

Seeing pages in the explorer stays as Wagtail has it. Doing anything with them takes a page
permission and, for limited groups, a right in the page's own language.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.localization.rights import REVIEWING, Rights, UserRights, rights_for, rights_of

# Wagtail asks for all of these where it wants to know who has to do with pages at all.
SEEING = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})


def action_of(row: GroupPagePermission) -> str:
    """`change` for the permission `change_page`."""
    return str(row.permission.codename.rsplit("_", 1)[0])


class LanguagePagePolicy(PagePermissionPolicy):
    """What the admin and the management API ask about pages."""

    def __call__(self, page: Page) -> "PagePolicyOf":
        """Wagtail's registry hands out this one where a single page is meant."""
        return PagePolicyOf(self.model, page)

    def all_rows(self, user: Any) -> Iterable[GroupPagePermission]:
        """Whether they count in a language or not."""
        return super().get_cached_permissions_for_user(user)

    def rows(self, user: Any, actions: Collection[str]) -> Iterator[tuple[Any, Rights]]:
        """Rows that give one of these actions, each with the rights one of which it takes.

        "Add" lets people change what they own, as everywhere in Wagtail; "change" serves
        reviewers too.
        """
        for row in self.all_rows(user):
            action = action_of(row)
            if action in actions or (action == "add" and "change" in actions):
                yield row, rights_for(action)
            if action == "change" and "change" in actions:
                yield row, REVIEWING

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        rights = rights_of(user)
        if not rights.is_limited or set(actions) >= SEEING:
            return bool(super().user_has_any_permission(user, actions))
        return any(
            rights.group_works_anywhere(row.group_id, one_of)
            for row, one_of in self.rows(user, actions)
        )

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Collection[str], instance: Page
    ) -> bool:
        if not rights_of(user).is_limited:
            return bool(super().user_has_any_permission_for_instance(user, actions, instance))
        return any(
            instance.path.startswith(row.page.path)
            and allows(rights_of(user), row, one_of, instance)
            and (action_of(row) in actions or instance.owner_id == user.pk)
            for row, one_of in self.rows(user, actions)
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> QuerySet[Page]:
        rights = rights_of(user)
        if not rights.is_limited:
            return super().instances_user_has_any_permission_for(user, actions)
        found = self.model._default_manager.none()
        for row, one_of in self.rows(user, actions):
            pages = self.model._default_manager.descendant_of(row.page, inclusive=True)
            if action_of(row) not in actions:
                pages = pages.filter(owner=user)
            if row.group_id in rights.limits:
                locales = rights.limited_locales(row.group_id, one_of)
                pages = pages.filter(locale__in=locales, depth__gt=1)
            found |= pages
        return found

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        return PagePermissionPolicy(self.model).explorable_instances(user)

    def users_with_any_permission_for_instance(
        self, actions: Collection[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[AbstractBaseUser]:
        users = super().users_with_any_permission_for_instance(
            actions, instance, include_superusers
        )
        allowed = [
            user.pk
            for user in users
            if self.user_has_any_permission_for_instance(user, actions, instance)
        ]
        return users.filter(pk__in=allowed)


class PagePolicyOf(LanguagePagePolicy):
    """The same for one page: of a user's rows, it knows those that count there."""

    def __init__(self, model: type[Page], page: Page) -> None:
        super().__init__(model)
        self.page = page

    def get_cached_permissions_for_user(self, user: Any) -> Iterable[GroupPagePermission]:
        rows = self.all_rows(user)
        rights = rights_of(user)
        if not rights.is_limited:
            return rows
        return [row for row in rows if allows(rights, row, rights_for(action_of(row)), self.page)]


def allows(rights: UserRights, row: GroupPagePermission, one_of: Rights, page: Page) -> bool:
    """Whether a row counts in that page's language.

    The root has none: what stands there begins a language, which no limited group does.
    """
    if page.depth == 1:
        return row.group_id not in rights.limits
    return rights.group_allows(row.group_id, one_of, page.locale_id)
