"""What people asked for at once, and how far it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation


class Kind(models.TextChoices):
    REQUEST = "request", _("Request translations")
    UPDATE = "update", _("Sync translations")
    PUBLISH = "publish", _("Publish translations")
    SHOW = "show", _("Show pages of another language")


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Job(models.Model):
    """It is open until it has ended, by itself or because somebody or something stopped it."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=255)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    publishes = models.BooleanField(default=False)  # after syncing
    created_at = models.DateTimeField(_("asked for"), default=timezone.now, db_index=True)
    ended_at = models.DateTimeField(null=True, db_index=True)
    stopped_because = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("translation job")
        verbose_name_plural = _("translation jobs")

    def __str__(self) -> str:
        return self.title


class JobItem(models.Model):
    """One page or snippet in one language."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    after = models.PositiveIntegerField(null=True)  # the position of what has to be done before
    page = models.ForeignKey(  # that is to be translated
        Page, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    translation = models.ForeignKey(  # that is to be synced or published
        Translation, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=255)

    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    reason = models.TextField(blank=True)  # why it failed, in the language of who asked
    place = models.TextField(blank=True)  # the block or field that is to blame
    edit_url = models.TextField(blank=True)  # where that can be mended

    lease = models.CharField(max_length=32, blank=True)  # of the worker that is at it
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("part of a translation job")
        verbose_name_plural = _("parts of translation jobs")
        constraints = [
            models.UniqueConstraint(fields=("job", "position"), name="translation_job_order")
        ]
        indexes = [
            models.Index(
                fields=("job", "position"),
                name="translation_job_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=("job", "state"), name="translation_job_states"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.locale})"
