"""The content log: what changed publicly, in the order in which it became visible."""

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Head(models.Model):
    """The number of the newest change, in the only row.

    Whoever takes the next number locks this row until its transaction has ended, so that numbers
    are in the order of commits: a reader that has seen N never meets a smaller one later.
    """

    sequence = models.BigIntegerField(default=0)
    oldest = models.BigIntegerField(default=0, help_text="All up to here has been cleared away.")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("head of the content log")

    def __str__(self) -> str:
        return str(self.sequence)


class Action(StrEnum):
    """What happened to a thing, as readers see it."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNPUBLISHED = "unpublished"
    MOVED = "moved"
    DELETED = "deleted"


ACTIONS = {
    Action.PUBLISHED: _("published"),
    Action.UPDATED: _("updated"),
    Action.UNPUBLISHED: _("unpublished"),
    Action.MOVED: _("moved"),
    Action.DELETED: _("deleted"),
}


class Thing(models.Model):
    """Names something public. `type` is a model's label, `tree_id` the home page it stands under
    (none for what belongs to no site)."""

    type = models.CharField(_("type"), max_length=100)
    object_id = models.BigIntegerField()
    locale = models.CharField(_("language"), max_length=100, blank=True)
    translation_key = models.UUIDField(null=True)
    tree_id = models.BigIntegerField(null=True)
    title = models.TextField(_("title"))
    html_path = models.TextField(_("path"), blank=True)
    version = models.CharField(max_length=16)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}"


class Change(Thing):
    """One public change of one thing. Rows are written once and never altered.

    `version` names the state of the thing after it.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("time"), db_index=True)
    action = models.CharField(_("change"), max_length=20, choices=list(ACTIONS.items()))
    previous_html_path = models.TextField(blank=True)
    tags = models.JSONField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        indexes = [models.Index(fields=["type", "object_id"], name="events_change_of")]


class PublicThing(Thing):
    """What the public was last told of something: the other half of every comparison.

    `due` is when the clock alone will change it. What is not `visible` waits for its time.
    """

    visible = models.BooleanField()
    in_menu = models.BooleanField(default=False)
    due = models.DateTimeField(null=True, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("public thing")
        constraints = [
            models.UniqueConstraint(fields=["type", "object_id"], name="events_told_once")
        ]
        indexes = [models.Index(fields=["locale", "type", "object_id"], name="events_by_locale")]
