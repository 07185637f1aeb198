"""How the admin's tables show changes."""

from typing import Any
from urllib.parse import unquote

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from wagtail.admin.ui.tables import Column

from cms.events.models import Change

_MAY_BREAK = mark_safe("/<wbr>")


class PathColumn(Column):
    """In letters, and broken between its parts, so that a long one leaves room for others."""

    def get_value(self, instance: Change) -> Any:
        parts = unquote(super().get_value(instance)).split("/")
        return format_html_join(_MAY_BREAK, "{}", ((part,) for part in parts))


class OtherPathColumn(PathColumn):
    """The path before, where it was another one."""

    def get_value(self, instance: Change) -> Any:
        is_same = instance.previous_html_path == instance.html_path
        return "" if is_same else super().get_value(instance)
