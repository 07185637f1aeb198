"""Who may translate the words of pictures and files."""

from typing import Any

from django.db.models import Model

from cms.localization.snippet_permissions import LanguageModelPolicy, PolicyOf


class _ComesAndGoesByItself:
    """Words are made when they are requested, and go with what they belong to. The original is
    changed where it is written: at the picture or document."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        may: bool = action not in {"add", "delete"} and super().user_has_permission(  # type: ignore[misc]
            user, action
        )
        return may

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action in {"add", "delete"} or (instance.is_original and action != "view"):
            return False
        may: bool = super().user_has_permission_for_instance(user, action, instance)  # type: ignore[misc]
        return may


class LibraryPolicy(_ComesAndGoesByItself, LanguageModelPolicy):
    def __call__(self, instance: Model) -> PolicyOf:
        return _PolicyOfOne(self.model, instance)


class _PolicyOfOne(_ComesAndGoesByItself, PolicyOf):
    pass
