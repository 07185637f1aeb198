"""The page itself: Wagtail's frame, our panels and buttons, and the script's texts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PageStatusSidePanel, StatusSidePanel
from wagtail.locks import BasicLock
from wagtail.log_actions import registry as log_registry
from wagtail.models import DraftStateMixin, LockableMixin, Page
from wagtail_localize.models import Translation

from cms.core.languages import direction
from cms.localization import permissions
from cms.localization.editor.buttons import buttons_for
from cms.localization.editor.panels import panels_for
from cms.localization.editor.props import props_of
from cms.localization.editor.related import edit_url
from cms.localization.editor.workflow import know_workflows
from cms.localization.going_live import waits_for
from cms.localization.schedule import schedule_of
from cms.localization.sources import schema_version


def show(request: HttpRequest, translation: Translation, source: Any, target: Any) -> HttpResponse:
    user = request.user
    _ask_once(user, translation, source, target)
    others = _seen(user, translation, target)
    is_locked = permissions.is_locked(user, target)
    _warn(request, translation, target)
    panels = panels_for(request, translation, target)
    side_panels = [_status(request, translation, target, others)]
    context = {
        "translation": translation,
        "instance": target,
        "is_page": isinstance(target, Page),
        "page_perms": target.permissions_for_user(user) if isinstance(target, Page) else None,
        "model_opts": target._meta,
        "direction": direction(translation.target_locale.language_code),
        "links": _links(translation, others),
        "history_url": reverse("history_of_texts", args=[translation.pk]),  # the header's clock
        "props": props_of(translation, source, target, others=others, is_readable_only=is_locked),
        "panels": panels,
        "footer_buttons": buttons_for(user, translation, target, source),
        "side_panels": side_panels,
        "media": MediaContainer([*panels, *side_panels]).media,
        **_may_lock(user, target),
    }
    return TemplateResponse(request, "wagtail_localize/admin/edit_translation.html", context)


def _ask_once(user: Any, translation: Translation, source: Any, target: Any) -> None:
    """Keep at hand what buttons, panels and Wagtail's frame ask for time and again."""
    source.locale, target.locale = translation.source.locale, translation.target_locale
    if isinstance(target, Page):
        tester = target.permissions_for_user(user)
        tester.waits_for_its_source = waits_for(source, target)
        anew = target.permissions_for_user
        target.permissions_for_user = lambda asked: tester if asked == user else anew(asked)


def _seen(user: Any, translation: Translation, target: Any) -> list[Any]:
    """The other languages whose title this user may read; always that of the source."""
    source = translation.source.locale_id
    others = list(target.get_translations().select_related("locale"))
    know_workflows(target, *others)
    return [each for each in others if each.locale_id == source or permissions.may_see(user, each)]


def _links(translation: Translation, others: list[Any]) -> dict[str, Any]:
    named = [(each.locale, edit_url(each)) for each in others]
    source = translation.source.locale_id
    return {
        "source": next((url for locale, url in named if locale.pk == source), None),
        "others": [
            (locale.get_display_name(), url) for locale, url in named if locale.pk != source
        ],
    }


def _warn(request: HttpRequest, translation: Translation, target: Any) -> None:
    if translation.source.schema_version != schema_version(target):
        words = _t("%(kind)s has other fields now. Publish the source to have them here, too.")
        model = translation.source.specific_content_type.model_class()
        kind = capfirst(model._meta.verbose_name) if model else ""
        messages.warning(request, words % {"kind": kind})


def _may_lock(user: Any, target: Any) -> dict[str, bool]:
    """For the switch in the status panel."""
    lock = target.get_lock() if isinstance(target, LockableMixin) else None
    may = permissions.may_lock(user, target)
    return {
        "user_can_lock": may and lock is None,
        "user_can_unlock": isinstance(lock, BasicLock) and permissions.may_unlock(user, target),
    }


def _status(
    request: HttpRequest, translation: Translation, target: Any, others: list[Any]
) -> StatusSidePanel:
    common: dict[str, Any] = {
        "locale": translation.target_locale,
        "translations": [
            {"locale": each.locale, "url": edit_url(each)}
            for each in others
            if permissions.may_translate(request.user, each)
        ],
    }
    if isinstance(target, DraftStateMixin):
        common["show_schedule_publishing_toggle"] = False
        common["live_object"] = target
        if schedule := schedule_of(target):
            common["scheduled_object"] = schedule  # of which the panel shows both dates
    if isinstance(target, Page):
        return PageStatusSidePanel(target, request, **common)
    logs = log_registry.get_logs_for_instance(target)
    return StatusSidePanel(target, request, last_updated_info=logs.first(), **common)
