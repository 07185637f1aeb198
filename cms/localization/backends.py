"""Tells Django, and so wagtail-localize, who may request translations at all."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from cms.localization.rights import SUBMIT, rights_of


class LanguageRightsBackend(BaseBackend):
    """wagtail-localize knows one permission for every language, and asks for it before anything
    else. Who may request into some language has it; into which is asked later."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm == SUBMIT and bool(rights_of(user_obj).requested_by_limit)
