"""For rooms that must follow a public change in the very transaction that makes it."""

from django.dispatch import Signal

# Sent with `changes`, rows that have just been written, right before the commit.
public_changes = Signal()
