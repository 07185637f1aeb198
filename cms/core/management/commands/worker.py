"""The one background process: tasks, scheduled content, and housekeeping."""

import logging
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from cms.core.chores import all_chores
from cms.core.housekeeping import keep_house
from cms.core.scheduling import Scheduler

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Runs background tasks, and publishes and expires content at its time, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do what is due, and end.")
        parser.add_argument(
            "--interval",
            type=float,
            default=2,
            help="Seconds between two looks at the schedule (default: %(default)s).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.work_once()
        else:
            self.work(options["interval"])

    def work_once(self) -> None:
        failed = Scheduler().run()
        keep_house()
        for chore in all_chores():
            chore.action(Event())
        TaskWorker(batch=True).run()
        if failed:
            raise CommandError(f"{failed} scheduled changes failed; the log says why.")

    def work(self, interval: float) -> None:
        """Tasks in this thread, which receives the signals; the rest beside it."""
        worker, schedule = TaskWorker(), Scheduler()
        worker.configure_signals()
        helpers = [
            _Repeated(lambda: schedule.run(worker.stopping), interval, worker.stopping),
            _Repeated(keep_house, 300, worker.stopping),
            *(
                _Repeated(partial(chore.action, worker.stopping), chore.seconds, worker.stopping)
                for chore in all_chores()
            ),
        ]
        for thread in helpers:
            thread.start()
        try:
            worker.run_through_outages()
        finally:
            worker.stopping.set()
            for thread in helpers:
                thread.join()


class TaskWorker(Worker):
    """Works through every queue. Unlike its parent it never stops between claiming and running
    a task, and it outlives a restart of the database."""

    def __init__(self, *, batch: bool = False) -> None:
        self.stopping = Event()
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """The first signal ends the loop within a second; a second one breaks off the task."""
        if not self.running:
            super().shutdown(signum, frame)
        self.running = False
        self.stopping.set()

    def run_through_outages(self) -> None:
        while self.running:
            try:
                self.run()
            except (OperationalError, InterfaceError):
                logger.exception("The database does not answer")
                connection.close()
                time.sleep(2)


class _Repeated(Thread):
    """Does something every so many seconds until told to stop, whatever happens."""

    def __init__(self, action: Callable[[], Any], seconds: float, stopping: Event) -> None:
        super().__init__()
        self.action, self.seconds, self.stopping = action, seconds, stopping

    def run(self) -> None:
        while not self.stopping.is_set():
            close_old_connections()
            try:
                self.action()
            except Exception:
                logger.exception("A pass failed; the next one follows in %d s", self.seconds)
            close_old_connections()
            self.stopping.wait(self.seconds)
        connection.close()
