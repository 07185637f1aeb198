"""News: an index and its articles."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.blocks.palettes import BodyBlock, LinksBlock
from cms.core.api_fields import ImageAPIField, RelatedAPIField
from cms.core.feeds import Feed
from cms.core.pages import HeadlessPage, alt_field
from cms.core.panels import picture_panel
from cms.localization.fields import StreamField
from news.taxonomy import Place, Topic

__all__ = ["NewsIndexPage", "NewsPage", "Place", "Topic"]


class NewsIndexPage(HeadlessPage, Page):
    """Where the articles of one language are kept."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    api_fields = ["introduction"]
    api_card_fields = ["introduction"]

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1
    page_description = _("Holds the news articles.")

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")


class NewsKind(models.TextChoices):
    PRESS_RELEASE = "press_release", _("Press release")
    STATEMENT = "statement", _("Statement")
    STORY = "story", _("Story")
    SPEECH = "speech", _("Speech")
    ADVISORY = "advisory", _("Media advisory")


class NewsPage(HeadlessPage, Page):
    """An article: press release, statement, story …"""

    date = models.DateField(_("date"), default=datetime.date.today)
    kind = models.CharField(
        _("kind"), max_length=20, choices=NewsKind.choices, default=NewsKind.PRESS_RELEASE
    )
    dateline = models.CharField(
        _("dateline"), max_length=100, blank=True, help_text=_("The place it is sent from.")
    )
    introduction = models.TextField(
        _("introduction"), max_length=600, help_text=_("One or two sentences, shown in lists.")
    )
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = alt_field(_("lead image"))
    image_credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Empty: the credit of the image itself."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"))
    related_links = StreamField(
        LinksBlock(required=False, max_num=20),
        verbose_name=_("related links"),
        blank=True,
        help_text=_("Name the language a link leads to where it is not this article's."),
    )

    content_panels = [
        TitleFieldPanel(
            "title",
            heading=_("Headline"),
            placeholder=_("Headline*"),
            help_text=_("What happened, in one line. Lists and search results show it."),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]), FieldPanel("dateline")],
            heading=_("Date and kind"),
        ),
        FieldPanel("introduction"),
        picture_panel("image", "image_alt", "image_credit", heading=_("Lead image")),
        FieldPanel("body"),
        MultipleChooserPanel(
            "topics", chooser_field_name="topic", heading=_("Topics"), label=_("Topic")
        ),
        MultipleChooserPanel(
            "places", chooser_field_name="place", heading=_("Places"), label=_("Place")
        ),
        MultipleChooserPanel(
            "contacts", chooser_field_name="contact", heading=_("Contacts"), label=_("Contact")
        ),
        FieldPanel("related_links"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("dateline"),
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("date"),
        index.FilterField("kind"),
    ]
    api_fields = [
        "date",
        "kind",
        "dateline",
        "introduction",
        ImageAPIField("image", alt="image_alt", credit="image_credit"),
        "body",
        RelatedAPIField("topics", target="topic"),
        RelatedAPIField("places", target="place"),
        RelatedAPIField("tags", relation="topics", target="topic", attribute="name"),
        RelatedAPIField("contacts", target="contact"),
        "related_links",
    ]
    api_card_fields = ["date", "kind", "dateline", "introduction", "image", "tags"]
    api_feed = Feed("news", newest_first_by="date", kept_in="news.NewsIndexPage")

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A press release, statement, story or speech.")

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")
        indexes = [models.Index(fields=["date", "page_ptr"], name="news_page_by_date")]


class NewsPageTopic(Orderable):
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("topic")]


class NewsPagePlace(Orderable):
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("place")]


class NewsPageContact(Orderable):
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="contacts")
    contact = models.ForeignKey("contacts.Contact", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("contact")]
