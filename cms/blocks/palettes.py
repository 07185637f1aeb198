"""Which blocks an editor is offered where."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from cms.blocks import data, links, media, references, text
from cms.blocks.base import struct_errors

_WORDS = _("Words")
_MEDIA = _("Pictures and files")
_NUMBERS = _("Numbers")
_ELSEWHERE = _("Links and lists")


class BodyBlock(blocks.StreamBlock):
    """The body of every page: the whole vocabulary."""

    heading = text.HeadingBlock(group=_WORDS)
    rich_text = text.RichTextBlock(group=_WORDS)
    quote = text.QuoteBlock(group=_WORDS)
    notice = text.NoticeBlock(group=_WORDS)
    accordion = text.AccordionBlock(group=_WORDS)
    image = media.CaptionedImageBlock(group=_MEDIA)
    gallery = media.GalleryBlock(group=_MEDIA)
    embed = media.EmbedBlock(group=_MEDIA)
    downloads = media.DownloadsBlock(group=_MEDIA)
    figures = data.FiguresBlock(group=_NUMBERS)
    table = data.TableBlock(group=_NUMBERS)
    link_group = links.LinkGroupBlock(group=_ELSEWHERE)
    call_to_action = links.CallToActionBlock(group=_ELSEWHERE)
    contacts = references.ContactsBlock(group=_ELSEWHERE)
    related_pages = links.RelatedPagesBlock(group=_ELSEWHERE)
    latest_news = references.LatestNewsBlock(group=_ELSEWHERE)

    def clean(self, value: Any) -> Any:
        """All that is wrong at once: headings out of order beside what each block lacks."""
        wrong = {} if self.is_deferred_validation else heading_errors(value)
        try:
            value = super().clean(value)
        except StreamBlockValidationError as error:
            raise StreamBlockValidationError(
                block_errors=wrong | error.block_errors, non_block_errors=error.non_block_errors
            ) from error
        if wrong:
            raise StreamBlockValidationError(block_errors=wrong)
        return value


class LinkGroupsBlock(blocks.StreamBlock):
    """Columns of links, for a mega-menu or a footer."""

    link_group = links.LinkGroupBlock()


class LinksBlock(blocks.StreamBlock):
    """Links alone."""

    link = links.LinkBlock()


def heading_errors(value: Any) -> dict[int, ValidationError]:
    """An error for each heading that skips a level; screen readers navigate by them.

    `value` is the page's stream; the page's title counts as level 1.
    """
    errors: dict[int, ValidationError] = {}
    above = 1
    for index, block in enumerate(value):
        if block.block_type != "heading" or not block.value["level"]:
            continue
        level = int(block.value["level"])
        if level > above + 1:
            errors[index] = struct_errors(
                {
                    "level": _t(
                        "Heading %(level)d comes right after heading %(above)d: "
                        "use heading %(right)d."
                    )
                    % {"level": level, "above": above, "right": above + 1}
                }
            )
        above = level
    return errors
