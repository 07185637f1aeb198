"""Translations as PO files, for translators with tools of their own.

translation ── outgoing ──> PO file ··· any tool ··· ──> reading ──> entries
                                                                        │
        stored, once confirmed <── incoming (what would change, what is wrong)
"""
