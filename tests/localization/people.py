"""Groups and their members, as an administrator would make them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import APIToken, GroupPagePermission, Page

from cms.localization.models import LanguageRight, LimitedGroup
from tests.builders import locale

EVERYTHING = ("add", "change", "publish", "lock", "unlock", "bulk_delete")


def group(
    name: str,
    *,
    pages: tuple[str, ...] = EVERYTHING,
    at: Page | None = None,
    may: tuple[str, ...] = (),
    rights: dict[str, str] | None = None,
) -> Group:
    """A group that may log in. `pages` says what it may do with pages, `at` which and below.

    `may` names permissions as `contacts.change_contact`; `rights` limits it to languages, as
    `{"fr": "request translate"}`.
    """
    made = Group.objects.create(name=name)
    for permission in ("wagtailadmin.access_admin", *may):
        app, code = permission.split(".")
        made.permissions.add(Permission.objects.get(content_type__app_label=app, codename=code))
    for action in pages:
        GroupPagePermission.objects.create(
            group=made, page=at or Page.get_first_root_node(), permission_type=action
        )
    if rights is not None:
        limit = LimitedGroup.objects.create(group=made)
        for code, words in rights.items():
            for right in words.split():
                LanguageRight.objects.create(limit=limit, locale=locale(code), right=right)
    return made


def member(*groups: Group, name: str = "") -> Any:
    user = get_user_model().objects.create_user(name or "-".join(each.name for each in groups))
    user.groups.add(*groups)
    return user


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def with_token(user: Any) -> dict[str, str]:
    """Headers for the management API."""
    _token, key = APIToken.create_token(user=user, name="test")
    return {"Authorization": f"Bearer {key}"}
