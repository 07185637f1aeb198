"""Throws away jobs that ended long ago."""

from datetime import timedelta
from threading import Event

from django.utils import timezone

from cms.localization.jobs.models import Job

KEPT_FOR = timedelta(days=30)


def forget(stopping: Event) -> None:
    Job.objects.filter(ended_at__lt=timezone.now() - KEPT_FOR).delete()
