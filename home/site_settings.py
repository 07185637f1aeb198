"""What the organisation says of itself on every page, in each language."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    PreviewableMixin,
    RevisionMixin,
    Site,
    TranslatableMixin,
)
from wagtail_localize.fields import SynchronizedField

from cms.blocks.palettes import LinkGroupsBlock
from cms.core import rendering
from cms.core.transactions import PublishedAsWhole
from cms.localization.fields import ChosenField, StreamField
from home.blocks import SocialLinksBlock


class SiteSettings(
    PublishedAsWhole,
    DraftStateMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """One for each site and language. A translatable snippet, since Wagtail's own site
    settings know one language only."""

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+"
    )
    tagline = models.CharField(
        _("tagline"), max_length=200, blank=True, help_text=_("One line on what the site is for.")
    )
    footer = StreamField(
        LinkGroupsBlock(required=False, max_num=6),
        verbose_name=_("footer links"),
        blank=True,
        help_text=_("The columns of links at the foot of every page."),
    )
    social_links = StreamField(
        SocialLinksBlock(required=False),
        verbose_name=_("social links"),
        blank=True,
        help_text=_("The organisation's accounts elsewhere."),
    )
    default_contact = models.ForeignKey(
        "contacts.Contact",
        verbose_name=_("default contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For pages that name no contact of their own."),
    )

    api_fields = ["tagline", "footer", "social_links", "default_contact"]
    override_translatable_fields = [
        SynchronizedField("site", overridable=False),
        ChosenField("default_contact"),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "locale"],
                name="one_settings_for_each_site_and_language",
                violation_error_message=_("This site has settings in this language already."),
            ),
            models.UniqueConstraint(
                fields=["translation_key", "locale"],
                name="unique_translation_key_locale_home_sitesettings",
            ),
        ]

    def __str__(self) -> str:
        return str(self.site)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return rendering.render_snippet(request, self)
