"""Work that is left to the worker."""

from django_tasks import task

from search import documents


@task()
def write_documents(ids: list[int]) -> None:
    """Bring the documents of these pages up to date."""
    documents.write(ids)
