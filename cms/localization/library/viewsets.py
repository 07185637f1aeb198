"""Where translators find the words of pictures and files."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, LocaleColumn

from cms.core.snippets import HeadlessSnippetViewSet
from cms.localization.library.models import LibraryWords


class LibraryWordsViewSet(HeadlessSnippetViewSet):
    model = LibraryWords
    icon = "image"
    menu_label = _("Words of media")
    menu_name = "library-words"
    menu_order = 218
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        "__str__",
        Column("description", label=_("Description")),
        Column("title", label=_("Title")),
        LocaleColumn(),
    ]
    list_filter = ["locale"]
    list_per_page = 50
    ordering = ["-pk"]
    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("caption"),
        FieldPanel("credit"),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return LibraryWords.objects.select_related("image", "document", "locale")
