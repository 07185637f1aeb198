"""What a user may do with a page or snippet in its language. Every door of translation asks here.

Wagtail's own doors ask the policies that `register` puts in place.
"""

from typing import Any

from django.apps import apps
from wagtail.models import AbstractPage, DraftStateMixin, LockableMixin, Page, TranslatableMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from cms.core import page_rights
from cms.localization import page_permissions
from cms.localization.library.models import LibraryWords
from cms.localization.library.policy import LibraryPolicy
from cms.localization.moderation import is_reviewed_by_others
from cms.localization.page_tester import LanguagePageTester
from cms.localization.rights import Locales, rights_of
from cms.localization.snippet_permissions import SEEING, LanguageModelPolicy, includes


def register() -> None:
    """Have Wagtail ask for language rights, in the admin and in its management API."""
    page_rights.use(LanguagePageTester)
    register_permission_policy(AbstractPage, page_permissions.LanguagePagePolicy(Page))
    for model in translatable_snippets():
        policy = LibraryPolicy if model is LibraryWords else LanguageModelPolicy
        register_permission_policy(model, policy(model))


def translatable_snippets() -> list[type[TranslatableMixin]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin) and not issubclass(model, AbstractPage)
    ]


def may_see(user: Any, thing: Any) -> bool:
    """Whether the user finds this in the admin, in whatever language it is.

    Of a draft he must be able to open it, for asking for its translation would show it to him.
    """
    if not isinstance(thing, Page):
        return may_see_kind(user, type(thing))
    if thing.is_root():
        return False
    if not thing.live:
        tester = thing.permissions_for_user(user)
        return bool(tester.can_edit() or tester.can_publish())
    found = PagePermissionPolicy().user_has_any_permission_for_instance(
        user, page_permissions.SEEING, thing
    )
    return bool(found)


def may_see_kind(user: Any, model: type[Any]) -> bool:
    """Whether the user may list a kind of snippet."""
    return bool(ModelPermissionPolicy(model).user_has_any_permission(user, SEEING))


def may_request_into(user: Any) -> Locales:
    """Into which languages; what is to be translated must be seen, too."""
    return rights_of(user).may_request_into


def may_request(user: Any, locale: int) -> bool:
    return includes(may_request_into(user), locale)


def may_translate(user: Any, target: Any) -> bool:
    """Whether the user may open and change the segments of this translation."""
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_edit())
    return bool(_policy(target).may_translate(user, target))


def may_rewrite(user: Any, target: Any) -> bool:
    """Whether the user may start, stop or drop the translation as a whole.

    More than correcting it, as reviewers do.
    """
    if isinstance(target, Page):
        tester = target.permissions_for_user(user)
        if user.is_superuser:
            return bool(tester.can_edit())
        is_own = target.owner_id == user.pk
        return user.is_active and (
            "change" in tester.permissions or ("add" in tester.permissions and is_own)
        )
    return bool(_policy(target).may_write(user, target))


def may_publish(user: Any, target: Any) -> bool:
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_publish())
    return bool(_policy(target).may_publish(user, target))


def may_make_alias(user: Any, page: Page, source: Page) -> bool:
    """Whether the user may drop this translation, so that readers see the source's content."""
    changes_what_is_seen = page.live or source.live
    return (
        may_see(user, source)
        and may_rewrite(user, page)
        and (may_publish(user, page) or not changes_what_is_seen)
    )


def may_delete(user: Any, target: Any) -> bool:
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_delete())
    return bool(_policy(target).user_has_permission_for_instance(user, "delete", target))


def may_lock(user: Any, target: Any) -> bool:
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_lock())
    return bool(_policy(target).user_has_permission_for_instance(user, "lock", target))


def may_unlock(user: Any, target: Any) -> bool:
    """Also, whoever holds the lock."""
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_unlock())
    if target.locked_by_id == user.pk:
        return True
    return bool(_policy(target).user_has_permission_for_instance(user, "unlock", target))


def is_locked(user: Any, target: Any) -> bool:
    """Whether a lock or a step of moderation keeps this user out."""
    if not isinstance(target, LockableMixin):
        return False
    lock = target.get_lock()
    if lock is None:
        return False
    return bool(lock.for_user(user)) or is_reviewed_by_others(user, target)


def may_reschedule(user: Any, target: Any) -> bool:
    """Whether the user may publish what is locked for being scheduled, and for that alone."""
    if not isinstance(target, DraftStateMixin) or not may_publish(user, target):
        return False
    is_others = getattr(target, "locked", False) and target.locked_by_id != user.pk
    return bool(target.approved_schedule) and not is_others


def _policy(snippet: Any) -> LanguageModelPolicy:
    policy = policy_registry.get_by_type(type(snippet))
    if not isinstance(policy, LanguageModelPolicy):
        raise TypeError(f"{type(snippet)} has a permission policy that knows no languages.")
    return policy
