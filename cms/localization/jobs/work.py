"""The worker's chore: one item after the other, each in a transaction of its own."""

import logging
from threading import Event
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import LogContext
from wagtail.users.models import UserProfile

from cms.localization.definitions import label
from cms.localization.going_live import changed_texts, missing_texts
from cms.localization.jobs import queue
from cms.localization.jobs.blame import unreadable_place
from cms.localization.jobs.models import JobItem, State
from cms.localization.jobs.steps import RefusedError, steps_of, things_of
from cms.localization.requesting import RequestError

logger = logging.getLogger(__name__)

_TRIES = 3  # of what breaks off the worker itself
_OUTAGES = (OperationalError, InterfaceError)  # nothing is wrong with the page


def work(stopping: Event) -> None:
    """Until there is nothing left that can be done now."""
    queue.close_all()
    while not stopping.is_set():
        item = queue.take(timezone.now())
        if item is None:
            return
        _do(item)
        queue.close(item.job_id)


def _do(item: JobItem) -> None:
    user = item.job.user
    with override(_language_of(user)):
        if reason := _why_not(user):
            queue.stop(item.job_id, reason)
            return
        with transaction.atomic(), LogContext(user=user):
            if queue.hold(item):
                _try(item, user)
                item.lease, item.leased_until = "", None
                item.save()


def _language_of(user: Any) -> str | None:
    profile = user and UserProfile.objects.filter(user=user).first()
    return profile.get_preferred_language() if profile else None


def _why_not(user: Any) -> str:
    """Reasons that hold for all that is left of the job."""
    if user is None:
        return _t("The user who asked for it is gone.")
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return _t("The user who asked for it may not work here any more.")
    return ""


def _try(item: JobItem, user: Any) -> None:
    if item.tries > _TRIES:
        _fail(item, _t("It broke off the work each time it was tried."))
    elif _failed_above(item):
        _fail(item, _t("The page above it could not be translated."))
    else:
        try:
            for step in steps_of(item):
                with transaction.atomic():
                    step(item, user)
        except _OUTAGES:
            raise
        except Exception as error:
            if isinstance(error.__cause__, _OUTAGES):
                raise error.__cause__ from None
            _fail(item, _reason(error, item))
            _blame(item, user, error)
        else:
            item.state = State.DONE


def _failed_above(item: JobItem) -> bool:
    above = JobItem.objects.filter(job=item.job_id, position=item.after, state=State.FAILED)
    return item.after is not None and above.exists()


def _fail(item: JobItem, reason: str) -> None:
    item.state, item.reason = State.FAILED, reason


def _reason(error: Exception, item: JobItem) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, RequestError | RefusedError):
        return str(error)
    logger.error("%r could not be done", item, exc_info=error)
    return _t("It could not be done; the log says why.")


def _blame(item: JobItem, user: Any, error: Exception) -> None:
    """Where somebody has to look; the source first, since translations are made of it."""
    source, *target = things_of(item)
    if source is None:
        return
    item.place = unreadable_place(source)
    at_fault = source
    if not item.place and target and target[0] is not None:
        at_fault = target[0]
        item.place = _unfinished_place(item) if isinstance(error, ValidationError) else ""
    item.edit_url = AdminURLFinder(user).get_edit_url(at_fault) or ""


def _unfinished_place(item: JobItem) -> str:
    """Of the first text that keeps a translation from being published."""
    translation: Any = item.translation
    first = missing_texts(translation).first() or changed_texts(translation).first()
    model = translation.source.specific_content_type.model_class()
    return label(model, first.context.field_path) if first and model else ""
