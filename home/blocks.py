"""Blocks that only the site's settings use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import VocabularyBlock

NETWORKS = [
    ("bluesky", "Bluesky"),
    ("facebook", "Facebook"),
    ("flickr", "Flickr"),
    ("instagram", "Instagram"),
    ("linkedin", "LinkedIn"),
    ("mastodon", "Mastodon"),
    ("rss", "RSS"),
    ("x", "X"),
    ("youtube", "YouTube"),
]


class SocialLinkBlock(VocabularyBlock):
    network = blocks.ChoiceBlock(choices=NETWORKS, label=_("Network"))
    url = blocks.URLBlock(label=_("Web address"))

    class Meta:
        icon = "link-external"
        label = _("Social link")
        label_format = "{network}"
        description = _("The organisation's account at a social network.")
        preview_value = {"network": "mastodon", "url": "https://social.example.org/@agency"}


class SocialLinksBlock(blocks.StreamBlock):
    social_link = SocialLinkBlock()
