"""Blocks that show content kept elsewhere; they name it by string, so no room depends on it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.base import VocabularyBlock, first_of


class ContactsBlock(VocabularyBlock):
    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    contacts = blocks.ListBlock(
        SnippetChooserBlock("contacts.Contact"), min_num=1, max_num=12, label=_("Contacts")
    )

    class Meta:
        icon = "group"
        label = _("Contacts")
        label_format = "{heading}"
        description = _("Offices and people to write to or call.")
        preview_value = {"heading": "Press contact", "contacts": first_of("contacts.Contact", 2)}


class LatestNewsBlock(VocabularyBlock):
    """The newest articles, by themselves, of one topic or of all."""

    lists = "news.NewsPage"
    newest_first_by = "date"
    topic_path = "topics__topic"

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    topic = SnippetChooserBlock(
        "news.Topic", required=False, label=_("Topic"), help_text=_("Empty: all topics.")
    )
    number = blocks.IntegerBlock(default=3, min_value=1, max_value=12, label=_("How many"))

    class Meta:
        icon = "calendar-alt"
        label = _("Latest news")
        label_format = "{heading}"
        description = _("The newest articles, always up to date.")
        preview_value = {"heading": "Latest news", "topic": None, "number": 3}
