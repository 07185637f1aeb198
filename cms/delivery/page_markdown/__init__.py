"""Whole pages as Markdown, for text tools and language models.

Written from the API's own detail answer, so that it shows what that shows, and no more.
"""

from cms.delivery.page_markdown.answers import (
    IN_MARKDOWN,
    IN_MARKDOWN_OR_MOVED,
    PageFormatParameters,
    answer_page,
    answer_redirect,
    page_presentation,
)
from cms.delivery.page_markdown.document import document

__all__ = [
    "IN_MARKDOWN",
    "IN_MARKDOWN_OR_MOVED",
    "PageFormatParameters",
    "answer_page",
    "answer_redirect",
    "document",
    "page_presentation",
]
