"""The admin of topics and places."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.snippets import HeadlessSnippetViewSet
from news.forms import TermForm
from news.models import Place, Topic


def _form() -> ObjectList:
    return ObjectList([FieldPanel("name"), FieldPanel("slug")], base_form_class=TermForm)


class TopicViewSet(HeadlessSnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug", LocaleColumn()]
    list_filter = ["locale"]
    edit_handler = _form()


class PlaceViewSet(HeadlessSnippetViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "slug", LocaleColumn()]
    list_filter = ["locale"]
    edit_handler = _form()


class TaxonomyViewSetGroup(SnippetViewSetGroup):
    items = (TopicViewSet, PlaceViewSet)
    menu_label = _("Topics, places")
    menu_icon = "tag"
    menu_order = 215
