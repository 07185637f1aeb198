"""Blocks that lead somewhere else."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import BlockGroup, StructBlockAdapter
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.base import VocabularyBlock, first_of, struct_errors

LINK_TARGETS = ("page", "document", "url", "email", "phone")


def language_choices() -> list[tuple[str, Any]]:
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


class LinkBlock(VocabularyBlock):
    """One link to a page, a document, an address, an e-mail address or a phone number."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("page", _("Page")),
            ("document", _("Document")),
            ("url", _("Web address")),
            ("email", _("E-mail address")),
            ("phone", _("Phone number")),
        ],
        default="page",
        label=_("Leads to"),
    )
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    document = DocumentChooserBlock(required=False, label=_("Document"))
    url = blocks.URLBlock(required=False, label=_("Web address"))
    email = blocks.EmailBlock(required=False, label=_("E-mail address"))
    phone = blocks.RegexBlock(  # no CharBlock: translators would be offered the number
        regex=r"^[+\d\s().-]*$",
        required=False,
        max_length=40,
        label=_("Phone number"),
        error_messages={"invalid": _("Enter a valid phone number, as +41 22 555 01 00.")},
        help_text=_("In international form, as +41 22 555 01 00."),
    )
    label = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Text of the link"),
        help_text=_("Without it, a page or document shows its own title."),
    )
    language = blocks.ChoiceBlock(
        choices=language_choices,
        required=False,
        label=_("Language it leads to"),
        help_text=_("Only where it differs from this page's, as in “read more (in English)”."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label} {page}{document}{url}{email}{phone}"
        form_layout = BlockGroup(
            children=["kind", *LINK_TARGETS, "label"], settings=["language"], icon="link"
        )
        form_classname = "struct-block link-block"
        form_attrs = {"data-controller": "link-kind", "data-action": "change->link-kind#show"}
        description = _("Leads to a page, a document, a web address, an e-mail or a phone.")
        preview_value = {"kind": "url", "url": "https://www.example.org/", "label": "Read more"}

    def clean(self, value: Any) -> Any:
        value = super().clean(self._of_one_kind(value))
        if not self.is_deferred_validation and (errors := _missing(value)):
            raise struct_errors(errors)
        return value

    def _of_one_kind(self, value: Any) -> Any:
        """The link without what belongs to other kinds: the editor does not see that, so it
        must neither be wrong nor go on being referenced."""
        kept = self.normalize(dict(value))
        for other in LINK_TARGETS:
            if other != value.get("kind"):
                kept[other] = None if other in {"page", "document"} else ""
        return kept


def _missing(link: Any) -> dict[str, str]:
    """What a link still needs before readers may follow it, by field."""
    kind = link["kind"]
    if not link[kind]:
        return {kind: _t("Choose or enter what the link leads to.")}
    if kind == "url" and not (link["label"] or "").strip():
        return {"label": _t("Say in words where the link leads; an address is no text.")}
    if kind == "phone" and not _is_phone(link["phone"]):
        return {"phone": _t("Enter a valid phone number, as +41 22 555 01 00.")}
    return {}


def _is_phone(number: str) -> bool:
    parsed = to_python(number)
    return bool(parsed and parsed.is_valid())


class LinkBlockAdapter(StructBlockAdapter):
    """The form of a link: shows the field of its kind, hides the others."""

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(
            js=[versioned_static("blocks/link-block.js")],
            css={"all": [versioned_static("blocks/link-block.css")]},
        )


register(LinkBlockAdapter(), LinkBlock)


class LinkGroupBlock(VocabularyBlock):
    """A heading with links below it: one column of a mega-menu or of a footer."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=20, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Link group")
        label_format = "{heading}"
        description = _("A heading with a list of links.")
        preview_value = {
            "heading": "Publications",
            "links": [
                {"kind": "url", "url": "https://www.example.org/report", "label": "Annual report"},
                {"kind": "url", "url": "https://www.example.org/data", "label": "Open data"},
            ],
        }


class CallToActionBlock(VocabularyBlock):
    """A short text with one or two buttons."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    text = blocks.TextBlock(required=False, max_length=400, label=_("Text"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=2, label=_("Buttons"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        label_format = "{heading}"
        description = _("A short text with one or two buttons.")
        preview_value = {
            "heading": "Take part",
            "text": "The public consultation is open until the end of the month.",
            "links": [
                {"kind": "url", "url": "https://www.example.org/consultation", "label": "Comment"}
            ],
        }


class RelatedPagesBlock(VocabularyBlock):
    """Pages picked by hand, shown as cards."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    pages = blocks.ListBlock(blocks.PageChooserBlock(), min_num=1, max_num=12, label=_("Pages"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Related pages")
        label_format = "{heading}"
        description = _("Pages of this site picked by hand.")
        preview_value = {"heading": "Read also", "pages": first_of("home.SectionPage", 3)}
