"""Work that blocks cause, done in the background."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedException

logger = logging.getLogger(__name__)

_PAUSES = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))


@task()
def fetch_embeds(urls: list[str], attempt: int = 1) -> None:
    """Ask providers what they say of these videos; Wagtail's `Embed` rows keep it.

    A provider that does not answer is asked again later, a few times.
    """
    missing = [url for url in urls if not _fetched(url)]
    if missing and attempt <= len(_PAUSES) and fetch_embeds.get_backend().supports_defer:
        later = timezone.now() + _PAUSES[attempt - 1]
        fetch_embeds.using(run_after=later).enqueue(missing, attempt + 1)


def _fetched(url: str) -> bool:
    try:
        get_embed(url)
    except EmbedException as error:
        logger.warning("No answer about the video %s: %s", url, error or type(error).__name__)
        return False
    return True
