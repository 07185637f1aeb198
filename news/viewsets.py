"""The admin of topics and places."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.snippets import HeadlessSnippetViewSet
from news.models import Place, Topic


class TopicViewSet(HeadlessSnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug", LocaleColumn()]
    list_filter = ["locale"]
    panels = [FieldPanel("name"), FieldPanel("slug")]


class PlaceViewSet(HeadlessSnippetViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "slug", LocaleColumn()]
    list_filter = ["locale"]
    panels = [FieldPanel("name"), FieldPanel("slug")]


class TaxonomyViewSetGroup(SnippetViewSetGroup):
    items = (TopicViewSet, PlaceViewSet)
    menu_label = _("Topics, places")
    menu_icon = "tag"
    menu_order = 215
