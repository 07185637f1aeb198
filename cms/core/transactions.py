"""Changes that happen as a whole or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Revision

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class WholeRequestMiddleware:
    """What a request changes, it changes as a whole: an error in the middle leaves no half."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return self.get_response(request)
        _receive(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def _receive(request: HttpRequest) -> None:
    """Read all that the client sends first: a slow upload must not keep other writers waiting."""
    if request.method == "POST" and request.content_type in _FORMS:
        request.POST  # noqa: B018  # is read when it is first asked for
    else:
        request.body  # noqa: B018


def _transaction() -> AbstractContextManager[None]:
    return nullcontext() if connection.in_atomic_block else transaction.atomic()


class PublishedAsWhole:
    """Mix in before Wagtail's `DraftStateMixin`: a publication with all that follows from it
    (aliases, logs, signals) happens in one transaction, whoever starts it."""

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """No savepoint in a transaction: who goes on after an error is left as by Wagtail."""
        with _transaction():
            return super().save(*args, **kwargs)  # type: ignore[misc]  # Wagtail's

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().publish(*args, **kwargs)  # type: ignore[misc]  # Wagtail's

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)  # type: ignore[misc]


_PLACE = ("path", "depth", "numchild", "url_path")


class ChangedAsWhole(PublishedAsWhole):
    """The same for a page, which can also be moved, copied and deleted with all below it."""

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Where a page stands is not for a save to say: this copy may be older than a move, or
        than a page that came below it. Who moves or adds at this moment waits."""
        with _transaction():
            if self.pk and not kwargs.get("update_fields"):  # type: ignore[attr-defined]
                rows = Page.objects.select_for_update(no_key=True).filter(pk=self.pk)  # type: ignore[attr-defined]
                for name, value in (rows.values(*_PLACE).first() or {}).items():
                    setattr(self, name, value)
            return super().save(*args, **kwargs)

    def move(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().move(*args, **kwargs)  # type: ignore[misc]

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().copy(*args, **kwargs)  # type: ignore[misc]

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().delete(*args, **kwargs)  # type: ignore[misc]


class Publications:
    """Publishes before the commit what was left for after it, so that it belongs to the change.

    wagtail-localize saves a translation and leaves its publication to `on_commit`: an error in it,
    or the end of the process, would leave the new text of a live page unpublished, but public.
    """

    def before_commit(self) -> None:
        later, connection.run_on_commit = connection.run_on_commit, []
        for savepoints, action, robust in later:
            if isinstance(getattr(action, "__self__", None), Revision):
                action()
            else:
                connection.run_on_commit.append((savepoints, action, robust))

    def after_rollback(self, savepoint: str | None) -> None:
        pass
