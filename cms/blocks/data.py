"""Blocks of numbers."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from cms.blocks.base import APIPreviewMixin, VocabularyBlock


class FigureBlock(VocabularyBlock):
    value = blocks.CharBlock(
        max_length=40, label=_("Value"), help_text=_("With its unit, as “2.4 million” or “87 %”.")
    )
    label = blocks.CharBlock(max_length=160, label=_("What it counts"))
    source = blocks.CharBlock(required=False, max_length=200, label=_("Source"))

    class Meta:
        icon = "order"
        label = _("Figure")
        label_format = "{value} {label}"


class FiguresBlock(VocabularyBlock):
    """Facts and figures."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    items = blocks.ListBlock(FigureBlock(), min_num=1, max_num=12, label=_("Figures"))

    class Meta:
        icon = "order"
        label = _("Facts and figures")
        label_format = "{heading}"
        description = _("A few large numbers, what they count and where they come from.")
        preview_value = {
            "heading": "The year in figures",
            "items": [
                {"value": "87 %", "label": "of households served", "source": "Survey 2026"},
                {"value": "1,240", "label": "wells repaired", "source": "Field reports"},
            ],
        }


class TableBlock(APIPreviewMixin, TypedTableBlock):
    """Columns of text or numbers; caption, headings and text cells are translated."""

    text = blocks.CharBlock(required=False, label=_("Text"))
    number = blocks.FloatBlock(required=False, label=_("Number"))

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns of text and numbers, with a caption.")
        preview_value = {
            "caption": "Wells repaired by region",
            "columns": [
                {"type": "text", "heading": "Region"},
                {"type": "number", "heading": "Wells"},
            ],
            "rows": [{"values": ["North", 412]}, {"values": ["South", 828]}],
        }

    def clean(self, value: TypedTable) -> TypedTable:
        value = super().clean(value)
        if not self.is_deferred_validation:
            if not value.columns or not value.row_data:
                raise _table_error(_t("Add a column and a row, or remove the table."))
            if not all((column["heading"] or "").strip() for column in value.columns):
                raise _table_error(_t("Give each column a heading: screen readers say it."))
        return value


def _table_error(message: str) -> TypedTableBlockValidationError:
    return TypedTableBlockValidationError(non_block_errors=[ValidationError(message)])
