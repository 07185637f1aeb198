"""Actions of the management API that language rights narrow beyond the permission policies."""

from wagtail.actions import ActionRegistry
from wagtail.models import DraftStateMixin, Page

from cms.localization import permissions
from cms.localization.publishing import PublishPage, PublishSnippet
from cms.localization.taking import actions as taking


class EditWithoutDrafts(taking.EditSnippet):
    """Here nothing is a draft, not even what the admin would have translated by segments."""

    def user_has_permission(self) -> bool:
        allowed = super().user_has_permission()
        return bool(allowed) and permissions.may_publish(self.user, self.instance)


def register(registry: ActionRegistry) -> None:
    taking.register(registry)
    registry.register(Page, PublishPage)
    for model in permissions.translatable_snippets():
        if issubclass(model, DraftStateMixin):
            registry.register(model, PublishSnippet)
        else:
            registry.register(model, EditWithoutDrafts)
