"""Blocks of pictures, videos and files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.finders import get_finders
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.base import VocabularyBlock, first_of, struct_errors


class CaptionedImageBlock(VocabularyBlock):
    """A picture. Its alt text: the one given here, else the image's own, else none if decorative.

    A struct of its own rather than Wagtail's ImageBlock, which translation cannot walk
    when it is nested, empty or its image was deleted.
    """

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("Alt text"),
        help_text=_("What the picture shows, here. Empty: the description of the image itself."),
    )
    decorative = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("Decorative"),
        help_text=_("Says nothing that the text does not say; screen readers skip it."),
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))
    credit = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Credit"),
        help_text=_("Empty: the credit of the image itself."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{caption} {image}"
        form_layout = BlockGroup(
            children=["image", "alt", "decorative", "caption"], settings=["credit"]
        )
        description = _("A picture with alt text, caption and credit.")
        preview_value = {
            "image": first_of("images.CustomImage"),
            "alt": "A wide river at dawn",
            "caption": "The river basin at dawn.",
            "credit": "",
        }

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        image = value.get("image")
        described = value.get("decorative") or value.get("alt") or (image and image.description)
        if image and not described and not self.is_deferred_validation:
            raise struct_errors(
                {"alt": _t("Say what the picture shows, or mark it as decorative.")}
            )
        return value


class GalleryBlock(VocabularyBlock):
    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    images = blocks.ListBlock(CaptionedImageBlock(), min_num=2, max_num=40, label=_("Images"))

    class Meta:
        icon = "grid"
        label = _("Gallery")
        label_format = "{heading}"
        description = _("Several pictures to leaf through.")

    def get_preview_value(self) -> Any:
        images = first_of("images.CustomImage", 3).objects()
        return self.normalize(
            {"heading": "In pictures", "images": [{"image": image} for image in images]}
        )


class DownloadsBlock(VocabularyBlock):
    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    documents = blocks.ListBlock(
        DocumentChooserBlock(), min_num=1, max_num=30, label=_("Documents")
    )

    class Meta:
        icon = "download"
        label = _("Downloads")
        label_format = "{heading}"
        description = _("Files to download, with their kind and size.")
        preview_value = {
            "heading": "Downloads",
            "documents": first_of("wagtaildocs.Document", 2),
        }


class VideoAddressBlock(blocks.URLBlock):
    """The address of a video at a known provider, checked without asking the provider.

    Wagtail's EmbedBlock asks at each autosave, so a slow provider stops an editor's work.
    """

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value and not any(finder.accept(value) for finder in get_finders()):
            raise ValidationError(
                _t("This is not the address of a video at a service that can be embedded.")
            )
        return value


class EmbedBlock(VocabularyBlock):
    """A video; what the provider says of it is fetched in the background, never while serving."""

    url = VideoAddressBlock(
        label=_("Address of the video"),
        help_text=_("As in the browser's address bar, at YouTube, Vimeo and others."),
    )
    title = blocks.CharBlock(
        max_length=160,
        label=_("Title"),
        help_text=_("What the video shows, for screen readers."),
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "media"
        label = _("Video")
        label_format = "{title}"
        description = _("A video from YouTube, Vimeo or another service.")
        preview_value = {
            "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "title": "How a well is drilled",
            "caption": "",
        }
