"""Groups as an organisation with translators has them, and a user in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    DraftStateMixin,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.localization.models import LanguageRight, LimitedGroup, Right

SNIPPETS = (
    "contacts.contact",
    "home.sitesettings",
    "localization.librarywords",
    "news.place",
    "news.topic",
)
FILES = ("wagtailimages.image", "wagtaildocs.document")
TRANSLATED = ("fr", "es", "ar")
WORKFLOW = "Translations"


@dataclass(frozen=True)
class Role:
    """What a group may do anywhere, and what of it in which language."""

    group: str
    pages: tuple[str, ...]
    snippets: tuple[str, ...]
    rights: dict[str, tuple[Any, ...]]  # of `Right`
    files: tuple[str, ...] = ("choose",)


WRITES: tuple[str, ...] = ("add", "change", "bulk_delete")
TRANSLATES = (Right.REQUEST, Right.TRANSLATE)

# by the name of the user in it
ROLES = {
    "editor": Role(
        group="Editors",
        pages=(*WRITES, "publish", "lock"),
        snippets=("add", "change", "delete", "publish"),
        rights={
            "en": (Right.TRANSLATE, Right.PUBLISH),
            **dict.fromkeys(TRANSLATED, (Right.REQUEST,)),
        },
        files=("add", "change", "choose"),
    ),
    "french-translator": Role(
        group="French translators",
        pages=WRITES,
        snippets=("add", "change"),
        rights={"fr": TRANSLATES},
    ),
    "arabic-translator": Role(
        group="Arabic translators",
        pages=WRITES,
        snippets=("add", "change"),
        rights={"ar": TRANSLATES},
    ),
    "reviewer": Role(
        group="Reviewers",
        pages=("change", "lock"),
        snippets=("change",),
        rights=dict.fromkeys(TRANSLATED, (Right.REVIEW,)),
    ),
    "publisher": Role(
        group="Publishers",
        pages=("change", "publish", "lock", "unlock"),
        snippets=("change", "publish"),
        rights=dict.fromkeys(TRANSLATED, (Right.REVIEW, Right.PUBLISH)),
    ),
}


@transaction.atomic
def make_people(password: str) -> list[str]:
    """Make the groups and users that are missing; returns the names of new users."""
    users = get_user_model()._default_manager
    made = []
    for name, role in ROLES.items():
        if not users.filter(username=name).exists():
            users.create_user(name, password=password).groups.add(_group(role))
            made.append(name)
    if not Workflow.objects.filter(name=WORKFLOW).exists():
        _make_workflow()
    return made


def change_passwords(old: str, new: str) -> None:
    """Of those whom nobody has given a password of their own."""
    for user in get_user_model()._default_manager.filter(username__in=ROLES):
        if user.check_password(old):
            user.set_password(new)
            user.save()


def _make_workflow() -> None:
    """Translations are reviewed, and then published by who may."""
    workflow = Workflow.objects.create(name=WORKFLOW)
    for order, (name, user) in enumerate((("Review", "reviewer"), ("Publication", "publisher"))):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(*Group.objects.filter(name=ROLES[user].group))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for home in Page.objects.filter(depth=2, locale__language_code__in=TRANSLATED):
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def _group(role: Role) -> Group:
    """Wagtail brings a group "Editors" along, which is extended, and limited like the rest."""
    group, _created = Group.objects.get_or_create(name=role.group)
    group.permissions.add(_permission("wagtailadmin.admin", "access"), *_on_snippets(role))
    for action in role.pages:
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=Page.get_first_root_node(),
            permission=_permission("wagtailcore.page", action),
        )
    for kind, action in product(FILES, role.files):
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=_permission(kind, action),
        )
    limit, _created = LimitedGroup.objects.get_or_create(group=group)
    for code, rights in role.rights.items():
        locale = Locale.objects.get(language_code=code)
        for right in rights:
            LanguageRight.objects.get_or_create(limit=limit, locale=locale, right=right)
    return group


def _on_snippets(role: Role) -> Iterator[Permission]:
    for kind, action in product(SNIPPETS, role.snippets):
        has_drafts = issubclass(apps.get_model(kind), DraftStateMixin)
        if action != "publish" or has_drafts:
            yield _permission(kind, action)


def _permission(kind: str, action: str) -> Permission:
    app, model = kind.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=f"{action}_{model}")
