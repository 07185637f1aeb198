"""The admin of the site's settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn

from cms.core.snippets import HeadlessSnippetViewSet
from home.forms import SiteSettingsForm
from home.models import SiteSettings


class SiteSettingsViewSet(HeadlessSnippetViewSet):
    model = SiteSettings
    icon = "cog"
    menu_label = _("Site settings")
    menu_order = 220
    add_to_admin_menu = True
    list_display = [
        "__str__",
        "tagline",
        LocaleColumn(),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter = ["locale"]
    edit_handler = ObjectList(
        [
            FieldPanel("site"),
            FieldPanel("tagline"),
            FieldPanel("footer"),
            FieldPanel("social_links"),
            FieldPanel("default_contact"),
        ],
        base_form_class=SiteSettingsForm,
    )
