"""One page that cannot follow keeps neither the others nor what they follow from being done."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

logger = logging.getLogger("cms.localization.tree")


@contextmanager
def apart(what: str, *names: object) -> Iterator[None]:
    """All of it or nothing; what went wrong is in the log."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        logger.exception(what, *names)
