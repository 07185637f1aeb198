"""What is done with the items of one page or snippet, with the rights that the user has then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _t
from wagtail.models import Page

from cms.localization import permissions
from cms.localization.going_live import publish_finished
from cms.localization.instances import source_instance, target_instance
from cms.localization.jobs.models import Job, JobItem, Kind
from cms.localization.requesting import request_translation
from cms.localization.restrictions import bring_restriction
from cms.localization.tree.aliases import alias_in
from cms.localization.updating import bring_up_to_date


class RefusedError(Exception):
    """It may not or cannot be done; the message is for editors."""


@dataclass(frozen=True)
class Step:
    check: Callable[[JobItem, Any], None]  # raises RefusedError
    do: Callable[[list[JobItem], Any], None]  # in several languages, all of them or none


def steps_of(job: Job) -> list[Step]:
    """Each is undone by itself where it fails; those after it are left out there."""
    if job.kind == Kind.REQUEST:
        return [_REQUEST]
    if job.kind == Kind.PUBLISH:
        return [_PUBLISH]
    if job.kind == Kind.SHOW:
        return [_SHOW]
    return [_UPDATE, _PUBLISH] if job.publishes else [_UPDATE]


def things_of(item: JobItem) -> list[Any]:
    """What may be to blame: the source, and its translation where it is what is worked on."""
    if item.page:
        return [item.page.specific]
    if item.translation:
        return [source_instance(item.translation.source), target_instance(item.translation)]
    return [None]


def _may_be_requested(item: JobItem, user: Any) -> None:
    page = item.page and item.page.specific
    if page is None:
        raise RefusedError(_t("It is no longer there."))
    if not permissions.may_see(user, page):
        raise RefusedError(_t("It is not yours to see."))
    _check_language(item, user)


@transaction.atomic
def _request(items: list[JobItem], user: Any) -> None:
    page: Any = items[0].page
    request_translation(page.specific, [item.locale for item in items], user)


def _may_be_updated(item: JobItem, user: Any) -> None:
    source, target = _both(item)
    if not permissions.may_see(user, source):
        raise RefusedError(_t("Its source is not yours to see."))
    _check_language(item, user)
    _check_lock(target, user)


@transaction.atomic
def _update(items: list[JobItem], user: Any) -> None:
    first: Any = items[0].translation
    bring_up_to_date(first.source, [item.locale for item in items], user)
    for item in items:
        source, target = _both(item)
        if isinstance(target, Page):
            bring_restriction(source, target)


def _may_be_published(item: JobItem, user: Any) -> None:
    _source, target = _both(item)
    if not permissions.may_publish(user, target):
        words = _t("You may not publish it in %(language)s.")
        raise RefusedError(words % {"language": item.locale.get_display_name()})
    _check_lock(target, user)


@transaction.atomic
def _publish(items: list[JobItem], user: Any) -> None:
    for item in items:
        translation: Any = item.translation
        publish_finished(translation, user)


def _may_be_shown(item: JobItem, user: Any) -> None:
    if item.page is None:
        raise RefusedError(_t("It is no longer there."))
    if not (user.has_perm("wagtailcore.change_locale") or user.has_perm("wagtailcore.add_locale")):
        raise RefusedError(_t("You may not set up languages."))


@transaction.atomic
def _show(items: list[JobItem], user: Any) -> None:
    for item in items:
        page: Any = item.page
        if alias_in(item.locale, page) is None:
            raise RefusedError(_t("It could not be done; the log says why."))


_REQUEST = Step(_may_be_requested, _request)
_UPDATE = Step(_may_be_updated, _update)
_PUBLISH = Step(_may_be_published, _publish)
_SHOW = Step(_may_be_shown, _show)


def _both(item: JobItem) -> tuple[Any, Any]:
    """The source and its translation."""
    if item.translation is None or not item.translation.enabled:
        raise RefusedError(_t("It is no longer translated."))
    source, target = things_of(item)
    if source is None or target is None:
        raise RefusedError(_t("It is no longer there."))
    return source, target


def _check_language(item: JobItem, user: Any) -> None:
    if not permissions.may_request(user, item.locale_id):
        words = _t("You may not request translations into %(language)s.")
        raise RefusedError(words % {"language": item.locale.get_display_name()})


def _check_lock(target: Any, user: Any) -> None:
    if permissions.is_locked(user, target):
        raise RefusedError(_t("It is locked, or others review it."))
