"""Which texts of a page are translated, and where their translations go.

    stored value ── collect ──> Needed ── one query for each model ──> Known
          │                                                              │
          └───────────────────────── extract ──> segments <──────────────┘
    stored value + translated segments ── restore ──> stored value in the other language

Everything works on values as they are stored, as `cms.schemas` does: an empty, missing or
deleted part is then plain data, and nothing is lost that nobody understands.
"""
