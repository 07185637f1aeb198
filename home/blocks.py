"""Blocks that only the site's settings use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import VocabularyBlock


class SocialLinkBlock(VocabularyBlock):
    network = blocks.ChoiceBlock(
        choices=[
            ("bluesky", "Bluesky"),
            ("facebook", "Facebook"),
            ("flickr", "Flickr"),
            ("instagram", "Instagram"),
            ("linkedin", "LinkedIn"),
            ("mastodon", "Mastodon"),
            ("rss", "RSS"),
            ("x", "X"),
            ("youtube", "YouTube"),
        ],
        label=_("Network"),
    )
    url = blocks.URLBlock(label=_("Web address"))

    class Meta:
        icon = "share"
        label = _("Social link")
        label_format = "{network}"
        description = _("The organisation's account at a social network.")
        preview_value = {"network": "mastodon", "url": "https://social.example.org/@agency"}


class SocialLinksBlock(blocks.StreamBlock):
    social_link = SocialLinkBlock()
