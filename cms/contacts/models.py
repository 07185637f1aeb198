"""Contacts: offices and people whom readers and journalists can reach."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.api import APIField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.contacts.fields import LanguagesField
from cms.core import rendering
from cms.core.api_fields import ImageAPIField
from cms.core.transactions import PublishedAsWhole


class Contact(
    PublishedAsWhole,
    LockableMixin,
    DraftStateMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """Someone to write to or call; kept once, shown wherever it is chosen."""

    name = models.CharField(_("name"), max_length=160, help_text=_("Of a person or an office."))
    role = models.CharField(_("role"), max_length=160, blank=True)
    office = models.CharField(_("office"), max_length=200, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("This or a phone number is needed.")
    )
    phone = PhoneNumberField(
        _("phone"), blank=True, help_text=_("In international form, as +41 22 555 01 00.")
    )
    languages = LanguagesField(_("languages spoken"), blank=True)
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    api_fields = [
        APIField("name", writable=True),
        APIField("role", writable=True),
        APIField("office", writable=True),
        APIField("email", writable=True),
        APIField("phone", writable=True),
        APIField("languages", writable=True),
        ImageAPIField("image", writable=True),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("role"),
        index.SearchField("office"),
        index.AutocompleteField("name"),
        index.AutocompleteField("office"),
        index.FilterField("locale"),
    ]
    override_translatable_fields = [
        # an override would be stored as JSON, which a phone number is not
        SynchronizedField("phone", overridable=False),
        SynchronizedField("languages"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["name"]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.office) if part)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return rendering.render_snippet(request, self)
