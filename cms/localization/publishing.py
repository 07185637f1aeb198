"""Publishing by other doors than a translation's own page.

Wagtail would publish the last draft, which may be older than the translations, and have texts in
the source's language. Nobody is asked here; so it is published with what the translations say now,
and whole, or not at all.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from rest_framework.response import Response
from wagtail.actions import PublishPageRevisionAction, PublishRevisionAction
from wagtail.admin import messages
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.going_live import publish_finished
from cms.localization.instances import translation_of


def publish_unasked(translation: Translation, target: Any, user: Any) -> None:
    """ValidationError if it is not whole, or if others hold it."""
    if permissions.is_locked(user, target) and not permissions.may_reschedule(user, target):
        raise ValidationError(_t("It is locked, or others are reviewing it."))
    publish_finished(translation, user)


class _Whole:
    """Mix in before an action of the management API that publishes."""

    def execute(self: Any, skip_permission_checks: bool = False) -> Any:
        translation = translation_of(self.object, enabled=True)
        if translation is None or getattr(self.object, "alias_of_id", None):
            return super().execute(skip_permission_checks)  # type: ignore[misc]
        self.check(skip_permission_checks=skip_permission_checks)
        return publish_unasked(translation, self.object, self.user)


class PublishPage(_Whole, PublishPageRevisionAction):
    pass


class PublishSnippet(_Whole, PublishRevisionAction):
    pass


class _PublishByScript(PublishPageAPIAction):
    """Of the admin's own API, which takes its actions from no registry."""

    def execute(self, instance: Page, data: Any) -> Response:
        user = self.request.user
        revision = instance.get_latest_revision() or instance.save_revision(user=user)
        try:
            PublishPage(revision, user=user).execute()
        except ValidationError as error:
            raise BadRequestError(" ".join(error.messages)) from error
        page = instance.specific_class.objects.get(pk=instance.pk)
        return Response(self.view.get_serializer(page).data)


class PagesAdminAPI(PagesAdminAPIViewSet):
    actions = PagesAdminAPIViewSet.actions | {"publish": _PublishByScript}


class PublishPages(PublishBulkAction):
    """In the explorer, many at once. What is not published is named, and the others go on."""

    def get_execution_context(self) -> dict[str, Any]:
        self.problems: list[str] = []
        return {**super().get_execution_context(), "problems": self.problems}

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        include_descendants: bool = False,
        user: Any = None,
        problems: list[str] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        found = [] if problems is None else problems
        chosen, below = 0, 0
        for page in objects:
            chosen += cls._publish(page, user, found)
            if include_descendants:
                drafts = page.get_descendants().not_live().defer_streamfields().specific()
                may = (each for each in drafts if permissions.may_publish(user, each))
                below += sum(cls._publish(each, user, found) for each in may)
        return chosen, below

    @classmethod
    def _publish(cls, page: Page, user: Any, problems: list[str]) -> bool:
        translation = None if page.alias_of_id else translation_of(page, enabled=True)
        if translation is None:
            super().execute_action([page], user=user)
            return True
        try:
            publish_unasked(translation, page, user)
        except ValidationError as error:
            problems.append(f"“{page.get_admin_display_title()}”: {' '.join(error.messages)}")
            return False
        return True

    def get_success_message(self, chosen: int, below: int) -> str | None:
        for problem in self.problems:
            messages.error(self.request, problem)
        words: str | None = super().get_success_message(chosen, below) if chosen + below else None
        return words
