"""Keeps a store in step with the content log, and with the clock."""

import time
from collections import deque
from collections.abc import Hashable
from threading import Lock

from django.db import OperationalError, connection
from psycopg.pq import ExecStatus

from cms.delivery.cache.answer import Answer
from cms.delivery.cache.store import Store
from cms.events import clock, log

_NEWEST = "SELECT sequence FROM events_head WHERE id = 1"
_REMEMBERED = 1_000  # changes against which answers that were long in the making are checked
_TOO_MANY = 2_000  # changes at once: forgetting all is quicker


class Follower:
    """Knows up to which change the store is true."""

    def __init__(self, store: Store, staleness: float = 0) -> None:
        """`staleness`: seconds for which it may go on without asking for changes."""
        self.store, self.staleness = store, staleness
        self._lock = Lock()
        self._reset()

    def _reset(self) -> None:
        self.seen = -1  # the last change that the store knows of; none yet
        self.due = 0.0  # when the clock will next change something, as a time stamp; 0: never
        self._newest_at = 0.0  # when the last change was made, by the clock of who made it
        self._asked_at = 0.0
        self._latest_time = 0.0
        self._recent: deque[tuple[int, frozenset[str]]] = deque(maxlen=_REMEMBERED)

    def forget_all(self) -> None:
        """As new: after a fork, or when the log is another one."""
        self.store.clear()
        self._reset()

    def catch_up(self) -> int:
        """Drop what is no longer true. Returns the number of the change up to which all is.

        Raises whatever the database raises; then nothing in the store may be served.
        """
        moment = time.monotonic()
        if self.staleness and self.seen >= 0 and moment - self._asked_at < self.staleness:
            return self.seen
        known = self.seen
        self._mind_the_clock()
        head = newest()
        if head != self.seen:
            with self._lock:
                self._follow(head, known)
        self._asked_at = moment
        return head

    def keep(self, question: Hashable, answer: Answer, since: int) -> Answer:
        """Put an answer into the store, unless something that it shows has changed after that
        number. Returns it, or the same one that is there already."""
        if time.time() < self._newest_at:  # our clock is late: it would hide what is shown
            return answer
        with self._lock:  # no change may be dealt with between the look and the putting
            return self.store.put(question, answer) if self._is_true(answer, since) else answer

    def _is_true(self, answer: Answer, since: int) -> bool:
        if since >= self.seen:
            return True
        later = [change for change in self._recent if change[0] > since]
        complete = len(later) == self.seen - since
        return complete and not any(answer.tags & named for _number, named in later)

    def _follow(self, head: int, known: int) -> None:
        if head < known or self.seen < 0:  # the database is an older one, or this is the start
            self.forget_all()
            self.seen = head
        elif head - self.seen > _TOO_MANY:
            self.store.clear()
            self._recent.clear()
            self.seen = head
        else:
            self._read_on(head)
        due, made = clock.next_change(), log.made_at(head)
        self.due = due.timestamp() if due else 0.0
        self._newest_at = made.timestamp() if made else 0.0

    def _read_on(self, head: int) -> None:
        try:
            for number, named in log.tags_after(self.seen):
                self.store.forget(named)
                self._recent.append((number, frozenset(named)))
                self.seen = number
        except log.TooOldError:  # cleared away while nobody asked here
            self.forget_all()
            self.seen = head

    def _mind_the_clock(self) -> None:
        """What the clock shows or hides is in the log before anybody asks."""
        now = time.time()
        if now < self._latest_time - 1:  # it was set back: what was told is told too early
            with self._lock:
                self.forget_all()
        self._latest_time = now
        if self.due and now >= self.due:
            clock.tell()


def newest() -> int:
    """As `log.newest`, in the fewest steps: each request asks it.

    On PostgreSQL by libpq itself, unless somebody counts queries: a cursor would take longer than
    all the rest of a kept answer.
    """
    is_counted = connection.execute_wrappers or connection.queries_logged
    if connection.vendor == "postgresql" and not is_counted:
        return _newest_by_libpq()
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        return int(cursor.fetchone()[0])


def _newest_by_libpq() -> int:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        result = connection.connection.pgconn.exec_(_NEWEST.encode())
    if result.status != ExecStatus.TUPLES_OK:
        raise OperationalError(result.error_message.decode(errors="replace"))
    return int(result.get_value(0, 0))
