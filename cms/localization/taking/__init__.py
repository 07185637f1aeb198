"""Taking over, as translations, what was edited by other means than segments.

content that somebody edited ── pair ──> translations of its texts
content, and what the translations make ── differences ──> what cannot be kept, in words
"""
