"""Which groups work in some languages only, and what they may do there."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class Right(models.TextChoices):
    """What a group may do in a language, where Wagtail's own permissions let it at all."""

    REQUEST = "request", _("Request translations")
    TRANSLATE = "translate", _("Write and translate")
    REVIEW = "review", _("Review and correct")
    PUBLISH = "publish", _("Publish")


class LimitedGroup(models.Model):
    """A group that has nothing but its language rights.

    A row of its own, not just the presence of rights: a group that loses its last one, or
    whose only language is deleted, must not be let loose on all the others.
    """

    group = models.OneToOneField(
        Group,
        verbose_name=_("group"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="language_limit",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("group limited to languages")
        verbose_name_plural = _("groups limited to languages")

    def __str__(self) -> str:
        return str(self.group)


class LanguageRight(models.Model):
    """One thing that a limited group may do in one language."""

    limit = models.ForeignKey(LimitedGroup, on_delete=models.CASCADE, related_name="rights")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=20, choices=Right.choices)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("language right")
        verbose_name_plural = _("language rights")
        constraints = [
            models.UniqueConstraint(
                fields=("limit", "locale", "right"), name="language_right_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.limit}: {self.get_right_display()} ({self.locale})"
