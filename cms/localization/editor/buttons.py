"""The buttons below a translation, the first being what this person mostly does next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _t
from wagtail.locks import BasicLock
from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.editor.related import admin_url
from cms.localization.editor.workflow import may_submit, unfinished


@dataclass(frozen=True)
class Button:
    """Sends the form with this name and value, there or to another address; or is a link."""

    label: str
    icon: str
    name: str = ""
    value: str = ""
    posts_to: str = ""
    link: str = ""
    opens_anew: bool = False
    is_an_end: bool = False  # not what somebody came to do


def buttons_for(
    user: Any, translation: Translation, target: Any, source: Any | None
) -> list[Button]:
    return list(_all(user, translation, target, source))


def _all(user: Any, translation: Translation, target: Any, source: Any | None) -> Iterator[Button]:
    is_locked = permissions.is_locked(user, target)
    if not is_locked:
        yield from _going_on(user, translation, target)
    if isinstance(target, Page):
        yield from _previews(translation, target)
    if isinstance(target, LockableMixin):
        yield from _locking(user, target)
    if not is_locked:
        yield from _ending(user, translation, target, source)


def _going_on(user: Any, translation: Translation, target: Any) -> Iterator[Button]:
    if permissions.may_publish(user, target):
        language = translation.target_locale.get_display_name()
        label = _t("Publish in %(language)s") % {"language": language}
        yield Button(label, "upload", "action", "publish")
    later = []
    if may_submit(user, target):
        later.append(Button(_t("Submit for moderation"), "resubmit", "action-submit", "submit"))
    if isinstance(target, RevisionMixin):
        later.append(Button(_t("Save draft"), "draft", "action", "save"))
    yield from later if not unfinished(translation) else reversed(later)


def _previews(translation: Translation, page: Page) -> Iterator[Button]:
    for mode, label in page.preview_modes:
        args = [translation.pk, mode] if mode else [translation.pk]
        url = reverse("wagtail_localize:preview_translation", args=args)
        words = _t("Preview: %(mode)s") % {"mode": label} if label else _t("Preview")
        yield Button(words, "view", link=url, opens_anew=True)


def _locking(user: Any, target: Any) -> Iterator[Button]:
    lock = target.get_lock()
    if lock is None and permissions.may_lock(user, target):
        yield Button(_t("Lock"), "lock", posts_to=admin_url(target, "lock") or "")
    if isinstance(lock, BasicLock) and permissions.may_unlock(user, target):
        yield Button(_t("Unlock"), "lock-open", posts_to=admin_url(target, "unlock") or "")


def _ending(
    user: Any, translation: Translation, target: Any, source: Any | None
) -> Iterator[Button]:
    if isinstance(target, DraftStateMixin) and target.live and _may_unpublish(user, target):
        url = admin_url(target, "unpublish") or ""
        yield Button(_t("Unpublish"), "download", link=url, is_an_end=True)
    if permissions.may_rewrite(user, target):
        url = reverse("wagtail_localize:stop_translation", args=[translation.pk])
        yield Button(_t("Stop the translation"), "cross", posts_to=url, is_an_end=True)
    if isinstance(target, Page) and source and permissions.may_make_alias(user, target, source):
        url = reverse("wagtail_localize:convert_to_alias", args=[target.pk])
        label = _t("Turn into an alias")
        yield Button(label, "wagtail-localize-convert", link=url, is_an_end=True)
    if permissions.may_delete(user, target):
        url = admin_url(target, "delete") or ""
        yield Button(_t("Delete"), "bin", link=url, is_an_end=True)


def _may_unpublish(user: Any, target: Any) -> bool:
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_unpublish())
    return permissions.may_publish(user, target)
