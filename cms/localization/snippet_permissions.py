"""Permissions on translatable snippets, narrowed by language rights.

Lists show what Wagtail's model permissions show. Doing anything takes one of those and, for
limited groups, a right in the snippet's own language.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from wagtail.models import DraftStateMixin, Locale
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail_localize.models import Translation

from cms.localization.going_live import waits_for_its_source
from cms.localization.rights import (
    CORRECTING,
    PUBLISHING,
    WRITING,
    Locales,
    Rights,
    rights_for,
    rights_of,
)

# Wagtail asks for all of these where it wants to know who may list the snippets of a kind.
SEEING = frozenset({"add", "change", "delete", "view"})


class LanguageModelPolicy(ModelPermissionPolicy):
    """What the admin and the management API ask about a kind of translatable snippet."""

    def __call__(self, instance: Model) -> "PolicyOf":
        """Wagtail's registry hands out this one where a single snippet is meant."""
        return PolicyOf(self.model, instance)

    @property
    def has_drafts(self) -> bool:
        return issubclass(self.model, DraftStateMixin)

    def locales(self, user: Any, action: str, *more: Rights) -> Locales:
        """In which languages the user may do this; `more` rights may be needed with it."""
        needed = CORRECTING if action == "change" else rights_for(action)
        return rights_of(user).locales(self._get_permission_name(action), needed, *more)

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "view":
            return bool(user.has_perm(self._get_permission_name(action)))
        return self.locales(user, action) != set()

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        if set(actions) >= SEEING:
            names = (self._get_permission_name(action) for action in actions)
            return any(user.has_perm(name) for name in names)
        return bool(super().user_has_any_permission(user, actions))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "view":
            return self.user_has_permission(user, action)
        if action == "publish" and waits_for_its_source(instance):
            return False
        locale = locale_of(instance)
        if includes(self.locales(user, action, PUBLISHING), locale):
            return True
        may = includes(self.locales(user, action), locale)
        return may and not self._is_seen_at_once(action, instance)

    def _is_seen_at_once(self, action: str, instance: Any) -> bool:
        """Whether readers would see it without anything being published after it."""
        if action == "delete":
            return bool(getattr(instance, "live", True))
        if action == "change":
            # the segments of a translation are its draft
            return not self.has_drafts and not is_translated_by_segments(instance)
        return action == "add" and not self.has_drafts

    def may_translate(self, user: Any, instance: Any) -> bool:
        """Whether the user may work on the segments of a translation."""
        return includes(self.locales(user, "change"), locale_of(instance))

    def may_write(self, user: Any, instance: Any) -> bool:
        """The same, and not by the right to review alone."""
        return includes(self.locales(user, "change", WRITING), locale_of(instance))

    def may_publish(self, user: Any, instance: Any) -> bool:
        """The same as "publish", for what has drafts and what has none."""
        if self.has_drafts:
            return self.user_has_permission_for_instance(user, "publish", instance)
        return includes(self.locales(user, "change", PUBLISHING), locale_of(instance))

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> QuerySet[Any]:
        if "view" in actions and self.user_has_permission(user, "view"):
            return self.model._default_manager.all()
        found: set[int] = set()
        for action in set(actions) - {"view"}:
            locales = self.locales(user, action)
            if locales is None:
                return self.model._default_manager.all()
            found |= locales
        return self.model._default_manager.filter(locale__in=found)

    def users_with_any_permission_for_instance(
        self, actions: Collection[str], instance: Any
    ) -> QuerySet[AbstractBaseUser]:
        users = super().users_with_any_permission_for_instance(actions, instance)
        allowed = [
            user.pk
            for user in users
            if self.user_has_any_permission_for_instance(user, actions, instance)
        ]
        return users.filter(pk__in=allowed)


class PolicyOf(LanguageModelPolicy):
    """The same for one snippet, saved or about to be: where Wagtail asks about its model, the
    snippet itself is meant."""

    def __init__(self, model: type[Model], instance: Any) -> None:
        super().__init__(model)
        self.instance = instance

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "view":
            return super().user_has_permission(user, action)
        return self.user_has_permission_for_instance(user, action, self.instance)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def includes(locales: Locales, locale: int) -> bool:
    return locales is None or locale in locales


def locale_of(instance: Any) -> int:
    """Its language, or the one that it will get when it is saved."""
    locale: int = instance.locale_id or Locale.get_default().pk
    return locale


def is_translated_by_segments(instance: Any) -> bool:
    return Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=locale_of(instance),
        enabled=True,
    ).exists()
