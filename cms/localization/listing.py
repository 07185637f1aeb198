"""The explorer's list of pages, with how each stands to its source."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.listing import ExplorableIndexView

from cms.localization.columns import StandingColumn


class ListOfPages(ExplorableIndexView):
    base_columns = [
        *ExplorableIndexView.base_columns,
        StandingColumn("translation", label=_("Translation"), width="12%"),
    ]
