"""A task for the worker's tests."""

from wagtail.models import Page

try:
    from django.tasks import task
except ImportError:  # before Django 6
    from django_tasks import task


@task()
def note_title(page_id: int) -> str:
    return str(Page.objects.get(pk=page_id).title)
