"""Saving without noting what refers to what, where a later save or a rebuild notes it."""

from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
)


@contextmanager
def reference_index_at_rest() -> Iterator[None]:
    """Wagtail's own would end the one around it."""
    if getattr(reference_index_auto_update_disabled, "value", False):
        yield
        return
    with disable_reference_index_auto_update():
        yield
