"""Every value that the translation of a text ever had: who wrote it, when, and how.

StringTranslation, SegmentOverride ── signals ──┐
written in bulk ── record(…) ───────────────────┴── PastText, a row for each value
"""

from cms.localization.history.models import How
from cms.localization.history.recording import record, written

__all__ = ["How", "record", "written"]
