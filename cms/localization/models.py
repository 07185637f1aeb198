"""Which groups work in some languages only, and how translations stand to their sources."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from cms.localization.history.models import PastText  # noqa: F401
from cms.localization.jobs.models import Job, JobItem  # noqa: F401
from cms.localization.library.models import LibraryWords  # noqa: F401


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


class TranslationState(models.Model):
    """What readers have of a translation, and whether its source has moved on since.

    Numbers are of texts, as they were when the translation was last published.
    """

    translation = models.OneToOneField(
        Translation, primary_key=True, on_delete=models.CASCADE, related_name="state"
    )
    outdated_since = models.DateTimeField(null=True)
    source_changed_at = models.DateTimeField(null=True)  # for the last time
    changed_fields = models.JSONField(default=list)  # their names, while it is outdated
    texts = models.PositiveIntegerField(default=0)
    translated = models.PositiveIntegerField(default=0)
    machine = models.PositiveIntegerField(default=0)  # of these, not read by a person

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self) -> str:
        return f"{self.translation}: {self.translated} of {self.texts}"


class ChangedText(models.Model):
    """A translation that was made of another text than its source has now.

    It stays until somebody confirms or changes it.
    """

    translation = models.OneToOneField(
        StringTranslation, primary_key=True, on_delete=models.CASCADE, related_name="changed_text"
    )
    translated_from = models.TextField()
    since = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("changed text")
        verbose_name_plural = _("changed texts")

    def __str__(self) -> str:
        return self.translated_from
