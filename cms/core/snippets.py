"""What every translatable snippet's admin is."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.views.generic.preview import PreviewOnCreate
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CopyView, SnippetViewSet

_more_columns: list[BaseColumn] = []


def show_in_lists(column: BaseColumn) -> None:
    """Add a column to the lists of all translatable snippets; from an app's `ready()`."""
    if column.name not in {each.name for each in _more_columns}:
        _more_columns.append(column)


class HeadlessSnippetViewSet(SnippetViewSet):
    """Asks for permission on the very snippet, not on its model, at each of its doors.

    Wagtail's own views ask about the model, for they know no permissions that depend on the
    language. What the answer depends on is up to the registered permission policy.
    """

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Any:
        asking = _asking(view_class)
        if asking is not None:
            view_class = type(view_class.__name__, (asking, view_class), {})
        return super().construct_view(view_class, **kwargs)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shown = [*self.list_display, *_more_columns]
        return {**super().get_index_view_kwargs(**kwargs), "list_display": shown}


class _AsksForWhatIsThere:
    """A view of one snippet, which its address names."""

    @cached_property
    def permission_policy(self) -> BasePermissionPolicy:
        policy: BasePermissionPolicy = policy_registry.get(self._named_by_address())
        return policy

    def _named_by_address(self: Any) -> Model:
        if found := getattr(self, "object", None):
            instance: Model = found
            return instance
        return get_object_or_404(self.model, pk=unquote(str(self.kwargs["pk"])))


class _AsksForWhatIsNew:
    """A view that makes a snippet in the language which its address names."""

    @cached_property
    def permission_policy(self: Any) -> BasePermissionPolicy:
        policy: BasePermissionPolicy = policy_registry.get(self.model(locale=self.locale))
        return policy


class _AsksForEachRow:  # what it overrides is IndexView's
    """A list, each row of which links only to what one may do with it."""

    def get_edit_url(self: Any, instance: Model) -> str | None:
        return self._if_allowed("change", instance, super().get_edit_url)  # type: ignore[misc]

    def get_copy_url(self: Any, instance: Model) -> str | None:
        return self._if_allowed("add", instance, super().get_copy_url)  # type: ignore[misc]

    def get_delete_url(self: Any, instance: Model) -> str | None:
        return self._if_allowed("delete", instance, super().get_delete_url)  # type: ignore[misc]

    def _if_allowed(
        self: Any, action: str, instance: Model, url: Callable[[Model], str | None]
    ) -> str | None:
        if not self.user_has_permission_for_instance(action, instance):
            return None
        return url(instance)

    def get_add_url(self: Any) -> str | None:
        new = self.model(locale=self.locale)
        if not self.user_has_permission_for_instance("add", new):
            return None
        url: str | None = super().get_add_url()  # type: ignore[misc]
        return url


def _asking(view_class: type[View]) -> type | None:
    """How a view is to ask; None where the model's permission will do.

    That is the preview of a new snippet, which shows people what they have typed themselves.
    """
    if issubclass(view_class, IndexView):
        return _AsksForEachRow
    if issubclass(view_class, PreviewOnCreate):
        return None
    if issubclass(view_class, CreateView) and not issubclass(view_class, CopyView):
        return _AsksForWhatIsNew
    return _AsksForWhatIsThere
