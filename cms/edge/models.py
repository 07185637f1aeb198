"""What each cache has been told, and what it is still to be told."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.edge.services import Wanted


class Cursor(models.Model):
    """Up to which change of the content log a cache's batches reach.

    One worker at a time serves a cache: the one that has set `leased_until`.
    """

    service = models.CharField(max_length=255, unique=True)
    sequence = models.BigIntegerField()
    leased_until = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reader of the content log for a cache")

    def __str__(self) -> str:
        return f"{self.service}: {self.sequence}"


class Purge(models.Model):
    """A batch: what one cache is to forget, after some changes or by an operator's command."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("to be purged")
        REPEATING = "repeating", _("purged, again soon")
        DONE = "done", _("purged")

    service = models.CharField(_("cache"), max_length=255)
    first_change = models.BigIntegerField(_("first change"), null=True)
    last_change = models.BigIntegerField(_("last change"), null=True, db_index=True)
    tags = models.JSONField(_("tags"), default=list)
    urls = models.JSONField(_("addresses"), default=list)
    everything = models.BooleanField(_("everything"), default=False)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.WAITING
    )
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    failures = models.PositiveIntegerField(default=0, help_text="In a row.")
    calls_done = models.PositiveIntegerField(default=0, help_text="Of this attempt.")
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    done_at = models.DateTimeField(_("purged at"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("purge of a cache")
        verbose_name_plural = _("purges of caches")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["service", "status"], name="edge_by_status")]

    def __str__(self) -> str:
        return f"{self.service}: {self.what}"

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.tags, self.urls, self.everything)

    @property
    def what(self) -> str:
        """For people to read."""
        if self.everything:
            return str(_("everything"))
        tags = ngettext("%(count)d tag", "%(count)d tags", len(self.tags))
        named = [tags % {"count": len(self.tags)}] if self.tags else []
        return ", ".join([*named, *self.urls])

    @property
    def changes(self) -> str:
        """Their numbers in the content log; none if an operator asked for it."""
        if self.last_change is None:
            return ""
        if self.first_change == self.last_change:
            return str(self.last_change)
        return f"{self.first_change}–{self.last_change}"

    def update(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
