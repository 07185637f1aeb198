"""How a change is described, done and compared.

A case is a generator: it makes what it needs, yields, makes the change, and yields what the log is
to say, a line for each row: the action, the thing, where it was and is, and the kinds of tags
beyond those that such a thing always has.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, Page

from cms.events.models import Action, Change
from tests.editing import PUBLISH

Case = Callable[["Editor"], Iterator[Any]]
_SPECIAL = {"absent", "alternates", "link", "locales", "navigation", "paths", "redirects", "site"}


class Editor:
    """Works in the admin, and by the management API."""

    def __init__(self, client: Client, user: Any) -> None:
        self.client, self.user = client, user

    def send(self, view: str, *args: Any, query: str = "", **data: Any) -> Any:
        """A form of the admin; it must be accepted."""
        response = self.client.post(reverse(view, args=args) + query, data)
        assert response.status_code in (200, 302), response
        form = getattr(response, "context", None) and response.context.get("form")
        assert not (form and form.errors), form.errors
        return response

    def save(self, page: Page, form: dict[str, Any], **more: Any) -> Any:
        return self.send("wagtailadmin_pages:edit", page.pk, **{**form, **more})

    def publish(self, page: Page, form: dict[str, Any], **more: Any) -> Any:
        return self.save(page, form, **PUBLISH, **more)

    def in_bulk(self, model: type[Any], action: str, things: list[Any], **data: Any) -> None:
        names = (model._meta.app_label, model._meta.model_name, action)
        ids = "&".join(f"id={thing.pk}" for thing in things)
        self.send("wagtail_bulk_action", *names, query=f"?{ids}&next=/admin/", **data)

    def by_api(self, method: str, path: str, **data: Any) -> Any:
        _token, key = APIToken.create_token(user=self.user, name="tests")
        response = getattr(Client(), method)(
            f"/api/v3-preview/{path}",
            data or None,
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )
        assert response.status_code in (200, 201, 204), response.content
        return response.json() if response.content else None


def line(change: Change) -> str:
    """`moved SectionPage: /en/water/ > /en/waters/ [link paths]`"""
    model = apps.get_model(change.type)
    before = f"{change.previous_html_path} > " if change.action == Action.MOVED else ""
    kinds = {tag.split(":")[0] for tag in change.tags}
    assert _always(change, model) <= set(change.tags)
    said = f"{change.action} {model.__name__}: {before}{change.html_path or change.title}"
    return f"{said} [{' '.join(sorted(kinds & _SPECIAL))}]"


def _always(change: Change, model: type[Any]) -> set[str]:
    name = change.type.lower()
    locales = [change.locale.lower()] if change.locale else []
    if issubclass(model, Page):
        every = {f"page:{change.object_id}", f"list:{name}", "pages"}
        return every | {f"{kind}:{each}" for each in locales for kind in (f"list:{name}", "pages")}
    if model._meta.app_label in ("news", "contacts", "home"):
        every = {f"{model._meta.model_name}:{change.object_id}", f"list:{name}"}
        return every | {f"list:{name}:{each}" for each in locales}
    return set()


def compare(case: Case, editor: Editor, told: Callable[[], list[Change]]) -> None:
    steps = case(editor)
    next(steps)
    told()
    expected = next(steps)
    assert sorted(line(change) for change in told()) == sorted(expected)
