"""What news is about and where it happens."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField


class Term(TranslatableMixin, index.Indexed, models.Model):
    """A word of a controlled vocabulary. The slug is the same in all languages."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("slug"), max_length=100, blank=True, help_text=_("Made from the name if empty.")
    )

    api_fields = [APIField("name", writable=True), APIField("slug", writable=True)]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slugify(self.name)
        if not self.slug:
            raise ValidationError({"slug": _("Enter a slug in Latin letters.")})
        others = type(self).objects.exclude(pk=self.pk)
        if others.filter(slug=self.slug).exclude(translation_key=self.translation_key).exists():
            raise ValidationError({"slug": _("Another one has this slug.")})


class Topic(Term):
    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Place(Term):
    class Meta(Term.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
