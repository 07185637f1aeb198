"""Writes down how a receiver has answered, and what follows from it."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.webhooks.models import FAILING, Attempt, Delivery, Endpoint, State
from cms.webhooks.queue import LEASE
from cms.webhooks.retries import LONGEST_REST, PAUSED_AFTER, TRIES, pause_after, wished_pause
from cms.webhooks.sending import Answer

logger = logging.getLogger("cms.webhooks")

_SURE = 10  # failures in a row without which nothing is paused, whatever the clock says
_GONE = 410


@transaction.atomic
def record(delivery: Delivery, token: str, answer: Answer, now: datetime) -> Endpoint | None:
    """Write down an attempt. Gives the endpoint as it is now, if it can be sent more at once."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
    is_ours = endpoint is not None and endpoint.lease == token  # else somebody has gone on with it
    is_news = is_ours or answer.is_success
    row = Delivery.objects.filter(pk=delivery.pk)
    is_there = _note_delivery(row, delivery, answer, now) if is_news else row.exists()
    if endpoint is None or not is_there:
        return None  # deleted in the meantime
    Attempt.objects.create(
        delivery_id=delivery.pk,
        at=now - timedelta(milliseconds=answer.milliseconds),
        milliseconds=answer.milliseconds,
        status=answer.status,
        outcome=answer.outcome,
        response=answer.response,
    )
    if not is_ours:
        return None
    endpoint.leased_until = now + LEASE
    if not delivery.is_test:
        _note_health(endpoint, answer, now)
    endpoint.save()
    return endpoint if answer.is_success and not endpoint.paused_at else None


def _note_delivery(
    row: QuerySet[Delivery], delivery: Delivery, answer: Answer, now: datetime
) -> bool:
    """False if it is not there any more."""
    tries = delivery.tries + 1
    state = State.DELIVERED if answer.is_success else State.WAITING
    next_attempt_at = None
    if not answer.is_success:
        if tries >= TRIES or delivery.is_test:
            state = State.FAILED
        else:
            pause = max(pause_after(tries), wished_pause(answer.retry_after, now))
            next_attempt_at = now + pause
    updated = row.update(
        state=state,
        tries=tries,
        outcome=answer.outcome,
        last_attempt_at=now,
        next_attempt_at=next_attempt_at,
    )
    if state == State.FAILED and not delivery.is_test:
        about = {"endpoint": delivery.endpoint_id, "webhook_id": delivery.message_id}
        logger.warning("Webhook given up", extra={**about, "outcome": answer.outcome})
    return bool(updated)


def _note_health(endpoint: Endpoint, answer: Answer, now: datetime) -> None:
    about = {"endpoint": endpoint.pk, "endpoint_name": endpoint.name, "outcome": answer.outcome}
    endpoint.last_attempt_at = now
    if answer.is_success:
        if endpoint.is_failing:
            logger.info("Webhook endpoint answers again", extra=about)
        endpoint.failures, endpoint.failing_since, endpoint.not_before = 0, None, None
        return
    endpoint.failures += 1
    endpoint.failing_since = min(endpoint.failing_since or now, now)
    rest = min(pause_after(endpoint.failures), LONGEST_REST)
    endpoint.not_before = now + max(rest, wished_pause(answer.retry_after, now))
    if endpoint.failures == FAILING:
        logger.warning("Webhook endpoint is failing", extra=about)
    if reason := _reason_to_pause(endpoint, answer, now):
        endpoint.paused_at, endpoint.pause_reason = now, reason
        logger.error("Webhook endpoint paused", extra={**about, "reason": reason})


def _reason_to_pause(endpoint: Endpoint, answer: Answer, now: datetime) -> str:
    if answer.status == _GONE:
        return _("The receiver answered 410 Gone: it wants no more messages.")
    is_long = endpoint.failing_since and now - endpoint.failing_since >= PAUSED_AFTER
    if is_long and endpoint.failures >= _SURE:
        days = PAUSED_AFTER.days
        return _("No success for %(days)d days. Last: %(outcome)s") % {
            "days": days,
            "outcome": answer.outcome,
        }
    return ""
