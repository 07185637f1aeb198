"""Keeps finished answers in each web process, never longer than they are true.

request ── anything new in the content log? ── drop what its tags name ── from memory, or build
"""
