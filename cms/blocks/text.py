"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from cms.blocks.base import APIPreviewMixin, VocabularyBlock
from cms.blocks.media import CaptionedImageBlock, DownloadsBlock, EmbedBlock

# Headings, quotes, images and videos are blocks of their own, so rich text has none.
RICH_TEXT_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "hr",
    "link",
    "document-link",
]


class HeadingBlock(VocabularyBlock):
    """A heading; its anchor, if none is given, comes from its text."""

    text = blocks.CharBlock(max_length=160, label=_("Text"))
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading 2")), ("3", _("Heading 3")), ("4", _("Heading 4"))],
        default="2",
        label=_("Level"),
        help_text=_("The page's title is heading 1; go down one level at a time."),
    )
    anchor = blocks.RegexBlock(
        regex=r"^[^\W_][\w-]*$",
        required=False,
        label=_("Anchor"),
        help_text=_("The part after # in links to this heading; made from the text if empty."),
        error_messages={"invalid": _("Use letters, digits and hyphens only.")},
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"
        form_layout = BlockGroup(children=["text", "level"], settings=["anchor"])
        description = _("Opens a part of the page; readers can be linked to it.")
        preview_value = {"text": "What the data tell us", "level": "2", "anchor": ""}


class RichTextBlock(APIPreviewMixin, blocks.RichTextBlock):
    """Paragraphs and lists with links."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists, with links.")
        preview_value = (
            "<p>Access to <b>safe water</b> improved in every region last year.</p>"
            "<ul><li>Two thirds of new wells are rural.</li>"
            "<li>Costs per household fell by a tenth.</li></ul>"
        )


class QuoteBlock(VocabularyBlock):
    text = blocks.TextBlock(max_length=1000, label=_("Quote"))
    attribution = blocks.CharBlock(required=False, max_length=120, label=_("Said by"))
    role = blocks.CharBlock(required=False, max_length=160, label=_("Role or office"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{attribution}: {text}"
        description = _("Somebody's words, with who said them and in which role.")
        preview_value = {
            "text": "Water is where every other promise begins.",
            "attribution": "Office of the Director",
            "role": "Opening of the annual session",
        }


class NoticeBlock(VocabularyBlock):
    """A box that stands out from the text."""

    style = blocks.ChoiceBlock(
        choices=[
            ("info", _("Information")),
            ("success", _("Good news")),
            ("warning", _("Warning")),
        ],
        default="info",
        label=_("Style"),
    )
    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    text = RichTextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        label_format = "{heading}"
        description = _("A box that stands out: information, good news or a warning.")
        preview_value = {
            "style": "warning",
            "heading": "Deadline",
            "text": "<p>Applications close on the last working day of June.</p>",
        }


class AccordionContentBlock(blocks.StreamBlock):
    rich_text = RichTextBlock()
    image = CaptionedImageBlock()
    embed = EmbedBlock()
    downloads = DownloadsBlock()

    class Meta:
        label = _("Content")


class AccordionItemBlock(VocabularyBlock):
    heading = blocks.CharBlock(max_length=200, label=_("Question or heading"))
    content = AccordionContentBlock(min_num=1, label=_("Content"))

    class Meta:
        icon = "collapse-down"
        label = _("Item")
        label_format = "{heading}"


class AccordionBlock(VocabularyBlock):
    """Headings that open: questions and answers."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    items = blocks.ListBlock(AccordionItemBlock(), min_num=1, label=_("Items"))

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        label_format = "{heading}"
        description = _("Headings that open when clicked, for questions and answers.")
        preview_value = {
            "heading": "Questions and answers",
            "items": [
                {
                    "heading": "Who can apply?",
                    "content": [("rich_text", "<p>Any public utility of a member state.</p>")],
                },
                {
                    "heading": "How long does it take?",
                    "content": [("rich_text", "<p>About six weeks.</p>")],
                },
            ],
        }
