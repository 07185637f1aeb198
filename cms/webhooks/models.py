"""Endpoints, and what is sent to them: a message, its delivery to each endpoint, the attempts."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.events import log
from cms.webhooks.signing import new_secret

FAILING = 3  # failures in a row, from which on people are told


class Cursor(models.Model):
    """How far the content log has been read, in the only row."""

    sequence = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("cursor of the webhooks")

    def __str__(self) -> str:
        return str(self.sequence)


class Endpoint(models.Model):
    """A receiver. Empty `sites` and `locales` stand for all, of today and of later.

    They are lists, not relations: one whose only site is deleted must not get those of all.

    The secrets are kept as they are: a signature is made with the secret itself, so a hash would
    not do, and a key to decrypt it would have to lie beside it. Only who can read the database
    can read them; no page shows one twice.
    """

    name = models.CharField(_("name"), max_length=100)
    url = models.CharField(_("address"), max_length=500)
    events = models.JSONField(_("events"))
    sites = models.JSONField(_("sites"), default=list)
    locales = models.JSONField(_("languages"), default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    since = models.BigIntegerField(editable=False)  # it is told of later changes only

    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    secret_shown = models.BooleanField(default=False, editable=False)
    previous_secret = models.CharField(max_length=100, blank=True, editable=False)
    previous_secret_until = models.DateTimeField(null=True, editable=False)

    paused_at = models.DateTimeField(null=True, editable=False)
    pause_reason = models.TextField(blank=True, editable=False)  # empty: somebody wanted it

    # How it has been answering. The courier alone writes these.
    failures = models.PositiveIntegerField(default=0, editable=False)  # in a row
    failing_since = models.DateTimeField(null=True, editable=False)
    last_attempt_at = models.DateTimeField(null=True, editable=False)
    not_before = models.DateTimeField(null=True, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook endpoint")
        verbose_name_plural = _("webhook endpoints")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.since is None:
            self.since = log.newest()
            Cursor.objects.get_or_create(pk=1, defaults={"sequence": self.since})
        super().save(*args, **kwargs)

    @property
    def is_failing(self) -> bool:
        """Not just now and then."""
        return self.failures >= FAILING

    @property
    def needs_care(self) -> bool:
        """Somebody should look after it: it fails, or has been paused for that."""
        return bool(self.pause_reason) or self.is_failing

    @property
    def status(self) -> str:
        if self.paused_at:
            return _t("paused automatically") if self.pause_reason else _t("paused")
        return _t("failing") if self.is_failing else _t("active")

    def secrets(self, now: datetime) -> list[str]:
        """Those that are valid: two while one replaces the other."""
        if self.previous_secret_until and now < self.previous_secret_until:
            return [self.secret, self.previous_secret]
        return [self.secret]


class Message(models.Model):
    """What is sent, to the letter; the same for every endpoint and every attempt."""

    id = models.CharField(max_length=40, primary_key=True)  # `webhook-id`
    sequence = models.BigIntegerField(null=True, unique=True)  # of the change in the log
    event = models.CharField(_("event"), max_length=50)
    thing = models.CharField(max_length=130)  # its messages arrive in order
    title = models.TextField(_("title"))
    html_path = models.TextField(_("path"), blank=True)
    body = models.TextField(_("body"))
    created_at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook message")
        indexes = [models.Index(fields=["thing", "created_at"], name="webhooks_message_of")]

    def __str__(self) -> str:
        return f"{self.event}: {self.title}"


class State(StrEnum):
    """How far a delivery is."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    DROPPED = "dropped"


STATES = {
    State.WAITING: _("waiting"),
    State.DELIVERED: _("delivered"),
    State.FAILED: _("given up"),
    State.DROPPED: _("dropped"),
}


class Delivery(models.Model):
    """One message to one endpoint."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    endpoint = models.ForeignKey(
        Endpoint, models.CASCADE, related_name="deliveries", verbose_name=_("endpoint")
    )
    thing = models.CharField(max_length=130)  # the message's
    state = models.CharField(
        _("state"), max_length=20, choices=list(STATES.items()), default=State.WAITING
    )
    is_test = models.BooleanField(default=False)
    tries = models.PositiveIntegerField(_("attempts"), default=0)
    outcome = models.TextField(_("outcome"), blank=True)  # of the last attempt
    last_attempt_at = models.DateTimeField(_("last attempt"), null=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True)  # none: at once

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        constraints = [
            models.UniqueConstraint(fields=["message", "endpoint"], name="webhooks_delivered_once")
        ]
        indexes = [  # not partial ones: SQLite uses those for constants only, not for parameters
            models.Index(fields=["endpoint", "state", "tries", "id"], name="webhooks_next"),
            models.Index(fields=["endpoint", "state", "thing", "id"], name="webhooks_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.message)


class Attempt(models.Model):
    """One request, and how it was answered. Rows are written once and never altered."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField(_("time"))
    milliseconds = models.PositiveIntegerField(_("milliseconds"))
    status = models.PositiveSmallIntegerField(_("status"), null=True)  # none: no answer
    outcome = models.TextField(_("outcome"))
    response = models.TextField(_("answer"), blank=True)  # its first letters

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook attempt")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.outcome
