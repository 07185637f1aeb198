"""Where language rights show and hold in Wagtail's admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.actions import ActionRegistry
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize import synctree

from cms.localization import actions, adopting, doors, moderation, permissions
from cms.localization.group_form import LanguageRightsForm
from cms.localization.history import buttons
from cms.localization.instances import translation_of
from cms.localization.jobs import bulk
from cms.localization.jobs import urls as jobs_urls
from cms.localization.library.viewsets import LibraryWordsViewSet
from cms.localization.moderation_views import ModeratedPages
from cms.localization.opening import open_translation
from cms.localization.publishing import PagesAdminAPI, PublishPages
from cms.localization.refusals import refuse_locked
from cms.localization.taking import log
from cms.localization.tree import telling

BEFORE_WAGTAIL_LOCALIZE = -10
AFTER_THE_GUARD = -5
AFTER_WAGTAIL = 10
PUBLISHING = {"publish", "schedule", "unschedule"}

# `cms.localization.tree` makes aliases, of pages from every door; this one would be in its way.
hooks.register_temporarily("after_create_page", synctree.after_create_page).__exit__(*[None] * 3)
register_snippet(LibraryWordsViewSet)


@hooks.register("register_group_permission_panel")
def language_rights_panel() -> type[LanguageRightsForm]:
    return LanguageRightsForm


@hooks.register("register_admin_urls", order=BEFORE_WAGTAIL_LOCALIZE)
def guarded_doors() -> list[URLPattern | URLResolver]:
    return [
        path("localize/", include(doors.urlpatterns)),
        path("localize/jobs/", include(jobs_urls)),
    ]


@hooks.register("register_reports_menu_item")
def jobs_menu_item() -> MenuItem:
    url = reverse("translation_jobs:list")
    return MenuItem(_("Translation jobs"), url, icon_name="tasks", order=9010)


for bulk_action in bulk.ACTIONS:
    hooks.register("register_bulk_action", bulk_action)
hooks.register("register_bulk_action", PublishPages, order=AFTER_WAGTAIL)  # whose own it replaces


@hooks.register("construct_admin_api")
def guarded_admin_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", PagesAdminAPI)


@hooks.register("register_actions")
def guarded_actions(registry: ActionRegistry) -> None:
    actions.register(registry)


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    log.register(registry)


@hooks.register("register_admin_viewset")  # after Wagtail's own, which it replaces
def moderated_pages() -> ModeratedPages:
    return ModeratedPages()


@hooks.register("before_edit_page", order=BEFORE_WAGTAIL_LOCALIZE)
def guard_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What the edit page's address does beyond editing: moderate, translate, start again."""
    if request.method == "POST":
        moderation.check(request, page)
        return guard_translation(request, page)
    return None


@hooks.register("before_edit_snippet", order=BEFORE_WAGTAIL_LOCALIZE)
def guard_snippet(request: HttpRequest, instance: Any) -> HttpResponse | None:
    if request.method == "POST" and isinstance(instance, TranslatableMixin):
        return guard_translation(request, instance)
    return None


@hooks.register("before_edit_page", order=AFTER_THE_GUARD)
def open_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return open_translation(request, page)


@hooks.register("before_edit_snippet", order=AFTER_THE_GUARD)
def open_snippet(request: HttpRequest, instance: Any) -> HttpResponse | None:
    return open_translation(request, instance) if isinstance(instance, TranslatableMixin) else None


hooks.register("register_page_header_buttons", buttons.of_page)
hooks.register("register_page_header_buttons", adopting.of_page)
hooks.register("register_snippet_listing_buttons", buttons.of_snippet)
hooks.register("before_move_page", telling.tell_of_move)
hooks.register("before_delete_page", telling.tell_of_deletion)


def guard_translation(request: HttpRequest, target: Any) -> HttpResponse | None:
    """wagtail-localize takes over where there is a translation, and does not look at locks."""
    user = request.user
    if "localize-restart-translation" in request.POST:
        if not permissions.may_rewrite(user, target):
            raise PermissionDenied
    elif translation_of(target, enabled=True):
        if request.POST.get("action") in PUBLISHING:
            if not permissions.may_publish(user, target):
                raise PermissionDenied
            if permissions.may_reschedule(user, target):
                return None
        elif "action-cancel-workflow" in request.POST:
            return None  # those who asked for a review may withdraw it, though it locks them out
    else:
        return None
    return refuse_locked(request, target) if permissions.is_locked(user, target) else None


@hooks.register("construct_page_action_menu")
def tidy_action_menu(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave out what would be refused, and put wagtail-localize's items last, not first."""
    page = context.get("page")
    if page is None or context["view"] != "edit":
        return
    allowed = [each for each in items if _may_use(request.user, page, each.name or "")]
    items[:] = sorted(allowed, key=lambda each: (each.name or "").startswith("localize-"))


def _may_use(user: Any, page: Page, name: str) -> bool:
    if name.startswith("localize-"):
        return permissions.may_rewrite(user, page)
    if name in {"approve", "reject"}:
        return moderation.may_moderate(user, page)
    return True
