"""What nobody else throws away, or tries again."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

_KEPT_FOR = timedelta(days=14)
_LOST_AFTER = timedelta(hours=1)
_ATTEMPTS = 3


def keep_house() -> None:
    """Safe to run at any time, and by several workers at once."""
    queue_again()
    long_ago = timezone.now() - _KEPT_FOR
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    call_command("clearsessions")


def queue_again() -> None:
    """Give tasks a second and a third chance that did not fail by their own fault.

    Those of a killed worker stay "running" for ever; a restart of the database, or a deadlock,
    fails those at work.
    """
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - _LOST_AFTER)
    broken_off = DBTaskResult.objects.failed().filter(
        exception_class_path="django.db.utils.OperationalError"
    )
    for task in [*lost, *broken_off]:
        if len(task.worker_ids) < _ATTEMPTS:
            task.status = TaskResultStatus.READY
            task.save(update_fields=["status"])
        elif task.status == TaskResultStatus.RUNNING:
            task.set_failed(RuntimeError(f"{_ATTEMPTS} workers died while running this task"))
