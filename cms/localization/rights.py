"""What the groups of one user allow in which language. Every other module here asks this one.

Wagtail's permissions say where: which pages, which kinds of snippet. Language rights say in
which languages, and how far. A limited group needs both; any other group has what Wagtail
gives it. A user of several groups has what any of them gives.
"""

from collections import defaultdict
from typing import Any

from django.contrib.auth.models import Permission
from django.utils.functional import cached_property

from cms.localization.models import LimitedGroup, Right

Rights = frozenset[Any]  # of `Right`; one of them is enough
Locales = set[int] | None  # their ids; None: all of them

REQUESTING: Rights = frozenset({Right.REQUEST})
WRITING: Rights = frozenset({Right.TRANSLATE})
REVIEWING: Rights = frozenset({Right.REVIEW})
PUBLISHING: Rights = frozenset({Right.PUBLISH})
CORRECTING: Rights = WRITING | REVIEWING
ANY_WORK: Rights = CORRECTING | PUBLISHING

SUBMIT = "wagtail_localize.submit_translation"

# One of these rights has to go with a Wagtail permission. An action that is not named here,
# such as a permission of a model's own, counts as writing.
RIGHTS_FOR = {
    "publish": PUBLISHING,
    "lock": ANY_WORK,
    "unlock": ANY_WORK,
}


def rights_for(action: str) -> Rights:
    return RIGHTS_FOR.get(action, WRITING)


class UserRights:
    """The language rights of a user, read once for each request."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def limits(self) -> dict[int, set[tuple[int, str]]]:
        """Of each limited group of this user: the languages with what is allowed there."""
        found: dict[int, set[tuple[int, str]]] = defaultdict(set)
        if self.user.is_active and not self.user.is_superuser:
            rows = LimitedGroup.objects.filter(group__user=self.user)
            for group, locale, right in rows.values_list(
                "group_id", "rights__locale_id", "rights__right"
            ):
                found[group].add((locale, right))
        return dict(found)

    @property
    def is_limited(self) -> bool:
        """Whether any of the groups is; without one, Wagtail alone decides."""
        return bool(self.limits)

    def group_allows(self, group: int, one_of: Rights, locale: int) -> bool:
        if group not in self.limits:
            return True
        return any((locale, right) in self.limits[group] for right in one_of)

    def group_works_anywhere(self, group: int, one_of: Rights) -> bool:
        return group not in self.limits or bool(self.limited_locales(group, one_of))

    def limited_locales(self, group: int, one_of: Rights) -> set[int]:
        return {locale for locale, right in self.limits[group] if right in one_of}

    @cached_property
    def _granted_by(self) -> dict[str, set[int | None]]:
        """Of each model permission: the groups that give it; None: the user has it directly."""
        found: dict[str, set[int | None]] = defaultdict(set)
        permissions = Permission.objects.order_by()
        codes = ("content_type__app_label", "codename")
        for app, code, group in permissions.filter(group__user=self.user).values_list(
            *codes, "group"
        ):
            found[f"{app}.{code}"].add(group)
        for app, code in permissions.filter(user=self.user).values_list(*codes):
            found[f"{app}.{code}"].add(None)
        return found

    def locales(self, permission: str, *needed: Rights) -> Locales:
        """Where a model permission counts: in languages with one of each of `needed`."""
        if not self.user.has_perm(permission):
            return set()
        if not self.is_limited:
            return None
        found: set[int] = set()
        for group in self._granted_by[permission]:
            if group is None or group not in self.limits:
                return None
            found |= set.intersection(*(self.limited_locales(group, each) for each in needed))
        return found

    @cached_property
    def may_request_into(self) -> Locales:
        """Into which languages translations may be requested."""
        if self.user.is_active and self.user.is_superuser:
            return None
        if any(group not in self.limits for group in self._granted_by[SUBMIT]):
            return None
        return self.requested_by_limit

    @cached_property
    def requested_by_limit(self) -> set[int]:
        """The languages into which limited groups may request, whatever else is granted."""
        return set().union(*(self.limited_locales(each, REQUESTING) for each in self.limits))


def rights_of(user: Any) -> UserRights:
    if not hasattr(user, "_language_rights"):
        user._language_rights = UserRights(user)
    rights: UserRights = user._language_rights
    return rights
