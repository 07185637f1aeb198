"""The admin of contacts."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn

from cms.contacts.forms import ContactForm
from cms.contacts.models import Contact
from cms.core.snippets import HeadlessSnippetViewSet


class ContactViewSet(HeadlessSnippetViewSet):
    model = Contact
    icon = "group"
    menu_label = _("Contacts")
    menu_order = 210
    add_to_admin_menu = True
    list_display = [
        "name",
        "role",
        "office",
        LocaleColumn(),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter = ["locale", "live"]
    list_per_page = 50
    ordering = ["name"]
    copy_view_enabled = True
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel(
                [FieldPanel("role"), FieldPanel("office")], heading=_("Role and office")
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                    FieldPanel("languages"),
                ],
                heading=_("How to reach"),
            ),
            FieldPanel("image"),
        ],
        base_form_class=ContactForm,
    )
