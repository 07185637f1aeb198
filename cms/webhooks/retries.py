"""When a message is tried again, and when it is given up."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

TRIES = 24  # with the pauses below: four days
LONGEST_REST = timedelta(minutes=15)  # of an endpoint that fails, whatever it is sent
LONGEST_WISH = timedelta(days=1)
PAUSED_AFTER = timedelta(days=3)  # of failing alone
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=6)


def pause_after(failures: int) -> timedelta:
    """5 s, 20 s, 80 s … up to 6 hours; a quarter more or less, so that not all come at once."""
    pause = min(_FIRST_PAUSE * 4 ** min(failures - 1, 10), _LONGEST_PAUSE)
    return pause * random.uniform(0.75, 1.25)  # noqa: S311  # nothing secret


def wished_pause(retry_after: str, now: datetime) -> timedelta:
    """What a `Retry-After` header asks for, in seconds or as a date; zero if it makes no sense."""
    try:
        if retry_after.strip().isdecimal():
            wish = timedelta(seconds=int(retry_after))
        else:
            date = parsedate_to_datetime(retry_after)
            wish = (date if date.tzinfo else date.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return timedelta()
    return min(max(wish, timedelta()), LONGEST_WISH)
