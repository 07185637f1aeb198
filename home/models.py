"""The site's home, its sections and its plain pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site
from wagtail.search import index

from cms.blocks.palettes import BodyBlock, LinkGroupsBlock
from cms.blocks.text import RICH_TEXT_FEATURES
from cms.core.api_fields import ImageAPIField
from cms.core.pages import HeadlessPage, alt_field
from cms.core.panels import picture_panel
from cms.localization.fields import RichTextField, StreamField
from home.site_settings import SiteSettings

__all__ = ["ContentPage", "HomePage", "SectionPage", "SiteSettings"]


class HomePage(HeadlessPage, Page):
    """The first page of a site in one language; the sections of the menu stand below it."""

    introduction = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    hero_image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("hero image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_image_alt = alt_field(_("hero image"))
    body = StreamField(BodyBlock(required=False), verbose_name=_("body"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        picture_panel("hero_image", "hero_image_alt", heading=_("Hero image")),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    api_fields = ["introduction", ImageAPIField("hero_image", alt="hero_image_alt"), "body"]
    api_card_fields = ["introduction", "hero_image"]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.SectionPage", "home.ContentPage", "news.NewsIndexPage"]
    page_description = _("The first page of a new site. Translating it adds a language.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only for a site without a home of its own: nobody would see another. (For a further
        site, make its record first, on the home page that there is.)"""
        homes = cls.objects.order_by().values("translation_key").distinct().count()
        return bool(super().can_create_at(parent)) and homes < max(1, Site.objects.count())


class SectionPage(HeadlessPage, Page):
    """A landing section: one entry of the mega-menu, with its groups of links."""

    introduction = RichTextField(_("introduction"), blank=True, features=RICH_TEXT_FEATURES)
    hero_image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("hero image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_image_alt = alt_field(_("hero image"))
    link_groups = StreamField(
        LinkGroupsBlock(required=False, max_num=6),
        verbose_name=_("link groups"),
        blank=True,
        help_text=_("The columns of this section in the site's menu."),
    )
    body = StreamField(BodyBlock(required=False), verbose_name=_("body"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        picture_panel("hero_image", "hero_image_alt", heading=_("Hero image")),
        FieldPanel("link_groups"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("link_groups"),
        index.SearchField("body"),
    ]
    api_fields = [
        "introduction",
        ImageAPIField("hero_image", alt="hero_image_alt"),
        "link_groups",
        "body",
    ]
    api_card_fields = ["introduction", "hero_image"]

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.SectionPage", "home.ContentPage", "news.NewsIndexPage"]
    show_in_menus_default = True
    max_levels = 2
    page_description = _("A landing section: an entry of the menu, with its groups of links.")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class ContentPage(HeadlessPage, Page):
    """A plain page: introduction, picture, body."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = alt_field(_("image"))
    body = StreamField(BodyBlock(), verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        picture_panel("image", "image_alt", heading=_("Image")),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    api_fields = ["introduction", ImageAPIField("image", alt="image_alt"), "body"]
    api_card_fields = ["introduction", "image"]

    parent_page_types = ["home.HomePage", "home.SectionPage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]
    max_levels = 3
    page_description = _("A page of text, pictures and other blocks.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
