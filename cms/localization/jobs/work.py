"""The worker's chore: one page or snippet after the other, each in a transaction of its own."""

import logging
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import LogContext

from cms.localization.definitions import label
from cms.localization.going_live import changed_texts, missing_texts
from cms.localization.jobs import queue
from cms.localization.jobs.blame import unreadable_place
from cms.localization.jobs.models import Job, JobItem, State
from cms.localization.jobs.steps import RefusedError, Step, steps_of, things_of
from cms.localization.requesting import RequestError

logger = logging.getLogger(__name__)

_TRIES = 3  # of what breaks off the worker itself
_OUTAGES = (OperationalError, InterfaceError)  # nothing is wrong with the page


def work(stopping: Event) -> None:
    """Until there is nothing left that can be done now."""
    queue.close_all()
    while not stopping.is_set():
        items = queue.take(timezone.now())
        if not items:
            return
        _do(items)
        queue.close(items[0].job_id)


def _do(items: list[JobItem]) -> None:
    job = items[0].job
    with override(_language_of(job.user)):
        if reason := _why_not(job.user):
            queue.stop(job.pk, reason)
            return
        with transaction.atomic(), LogContext(user=job.user):
            if held := queue.hold(items):
                _try(held, job)
                queue.give_back(held)


def _language_of(user: Any) -> str | None:
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else None


def _why_not(user: Any) -> str:
    """Reasons that hold for all that is left of the job."""
    if user is None:
        return _t("The user who asked for it is gone.")
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return _t("The user who asked for it may not work here any more.")
    return ""


def _try(items: list[JobItem], job: Job) -> None:
    failed_above = _failed_above(items)
    for item in items:
        if item.tries > _TRIES:
            _fail(item, _t("It broke off the work each time it was tried."))
        elif item.after in failed_above:
            _fail(item, _t("The page above it could not be translated."))
    left = [item for item in items if item.state == State.WAITING]
    for step in steps_of(job):
        left = _carry_out(step, left, job.user)
    for item in left:
        item.state = State.DONE


def _failed_above(items: list[JobItem]) -> set[int | None]:
    positions = {item.after for item in items if item.after is not None}
    if not positions:
        return set()
    above = JobItem.objects.filter(job=items[0].job_id, position__in=positions)
    return set(above.filter(state=State.FAILED).values_list("position", flat=True))


def _carry_out(step: Step, items: list[JobItem], user: Any) -> list[JobItem]:
    """Those with which it went well: all at once if that goes, for they have much in common."""
    ready = [item for item in items if _goes(partial(step.check, item, user), item, user)]
    if len(ready) > 1 and _error_of(partial(step.do, ready, user)) is None:
        return ready
    return [item for item in ready if _goes(partial(step.do, [item], user), item, user)]


def _goes(act: Callable[[], None], item: JobItem, user: Any) -> bool:
    """If not, the item has failed, and says why."""
    error = _error_of(act)
    if error is not None:
        _fail(item, _reason(error, item))
        _blame(item, user, error)
    return error is None


def _error_of(act: Callable[[], None]) -> Exception | None:
    """What is wrong with the page; raises what is wrong with the database."""
    try:
        act()
    except _OUTAGES:
        raise
    except Exception as error:
        if isinstance(error.__cause__, _OUTAGES):
            raise error.__cause__ from None
        return error
    return None


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
