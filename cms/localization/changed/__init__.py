"""Texts that have changed in the source: what changed, and confirming their translations."""
