"""What is done with one item, with the rights that the user has at that time."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _t
from wagtail.models import Page

from cms.localization import permissions
from cms.localization.going_live import publish_finished
from cms.localization.instances import source_instance, target_instance
from cms.localization.jobs.models import JobItem, Kind
from cms.localization.requesting import request_translation
from cms.localization.restrictions import bring_restriction
from cms.localization.updating import bring_up_to_date

Step = Callable[[JobItem, Any], None]


class RefusedError(Exception):
    """It may not or cannot be done; the message is for editors."""


def steps_of(item: JobItem) -> list[Step]:
    """Each is undone by itself if it fails; those after it are left out."""
    if item.job.kind == Kind.REQUEST:
        return [_request]
    if item.job.kind == Kind.PUBLISH:
        return [_publish]
    return [_update, _publish] if item.job.publishes else [_update]


def things_of(item: JobItem) -> list[Any]:
    """What may be to blame: the source, and its translation where it is what is worked on."""
    if item.page:
        return [item.page.specific]
    if item.translation:
        return [source_instance(item.translation.source), target_instance(item.translation)]
    return [None]


def _request(item: JobItem, user: Any) -> None:
    page = item.page and item.page.specific
    if page is None:
        raise RefusedError(_t("It is no longer there."))
    if not permissions.may_see(user, page):
        raise RefusedError(_t("It is not yours to see."))
    _check_language(item, user)
    request_translation(page, [item.locale], user)


def _update(item: JobItem, user: Any) -> None:
    source, target = _both(item)
    if not permissions.may_see(user, source):
        raise RefusedError(_t("Its source is not yours to see."))
    _check_language(item, user)
    _check_lock(target, user)
    translation: Any = item.translation
    bring_up_to_date(translation.source, [item.locale], user)
    if isinstance(target, Page):
        bring_restriction(source, target)


def _publish(item: JobItem, user: Any) -> None:
    _source, target = _both(item)
    if not permissions.may_publish(user, target):
        words = _t("You may not publish it in %(language)s.")
        raise RefusedError(words % {"language": item.locale.get_display_name()})
    _check_lock(target, user)
    translation: Any = item.translation
    publish_finished(translation, user)


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
