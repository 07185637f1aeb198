"""Rich text: as Wagtail stores it -> safe HTML, CommonMark or Portable Text.

    stored HTML ── elements ──> elements ── tree ──> blocks of runs ── resolving ──> targets
                                                                          │
                          one of as_html, as_markdown, as_portable_text <─┘

It is read once, whatever the format; all that is not understood loses its tag and keeps its text.
"""

from cms.schemas.rich_text.addresses import is_safe_address
from cms.schemas.rich_text.node import RichTextNode, paragraph

__all__ = ["RichTextNode", "is_safe_address", "paragraph"]
