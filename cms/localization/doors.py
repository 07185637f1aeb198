"""wagtail-localize's views behind guards that ask for rights in the language concerned.

wagtail-localize (1.14) asks for one permission that knows no languages, for edit permission on
the model of a snippet, and never for locks. These addresses come before its own; its names lead
here as well. What has no guard here is not reached: `tests/localization` compares the two lists.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _t
from django.views.i18n import JavaScriptCatalog
from wagtail.models import Page
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import convert, edit_translation, snippets_api

from cms.localization import permissions, segment_views
from cms.localization.changed import views as changed
from cms.localization.exchange import views as exchange
from cms.localization.history import views as history
from cms.localization.instances import source_instance, target_instance
from cms.localization.machine import machine_translate
from cms.localization.refusals import refuse_locked
from cms.localization.reporting import TranslationsReport
from cms.localization.submitting import SubmitPage, SubmitSnippet
from cms.localization.taking import views as taking
from cms.localization.updating import UpdateTranslations

View = Callable[..., HttpResponse]
Test = Callable[[Any, Any], bool]  # of a user and the translated page or snippet


def of_translation(
    view: View, may: Test, *, writes: bool = True, locked: View = refuse_locked
) -> View:
    """Guard a view of one translation; one that writes keeps out of what is locked."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, **kwargs: Any) -> HttpResponse:
        target = target_of(get_object_or_404(Translation, pk=translation_id))
        if not may(request.user, target):
            raise PermissionDenied
        if writes and permissions.is_locked(request.user, target):
            return locked(request, target)
        return view(request, translation_id=translation_id, **kwargs)

    return guarded


def for_script(view: View) -> View:
    """Refuse the translation editor's script with 403: it would take a redirect for an answer."""

    @wraps(view)
    def answering(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except PermissionDenied:
            return not_allowed()

    return answering


def not_allowed(*_args: Any) -> HttpResponse:
    return JsonResponse({"detail": _t("You may not change this translation now.")}, status=403)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Drops a translation, and shows what the source shows from then on."""
    page = get_object_or_404(Page, pk=page_id).specific
    source = source_of(page)
    user = request.user
    if not permissions.may_make_alias(user, page, source):
        raise PermissionDenied
    if permissions.is_locked(user, page):
        return refuse_locked(request, page)
    answer: HttpResponse = convert.convert_to_alias(request, page_id)
    return answer


def snippet_titles(view: View) -> View:
    """The editor's script asks for the titles of chosen snippets."""

    @wraps(view)
    def guarded(
        request: HttpRequest, app_label: str, model_name: str, **kwargs: Any
    ) -> HttpResponse:
        model = get_snippet_model_from_url_params(app_label, model_name)
        if not permissions.may_see_kind(request.user, model):
            raise PermissionDenied
        return view(request, app_label=app_label, model_name=model_name, **kwargs)

    return for_script(guarded)


def target_of(translation: Translation) -> Any:
    """The translated page or snippet; 404 where it is gone."""
    target = target_instance(translation)
    if target is None:
        raise Http404
    return target


def source_of(page: Page) -> Page:
    sources = TranslationSource.objects.filter(
        object_id=page.translation_key, translations__target_locale=page.locale_id
    )
    source = source_instance(get_object_or_404(sources))
    if source is None:
        raise Http404
    return source


titles = snippets_api.SnippetViewSet
may_translate, may_rewrite = permissions.may_translate, permissions.may_rewrite

urlpatterns: list[URLPattern] = [
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["wagtail_localize"])),
    path("submit/page/<int:page_id>/", SubmitPage.as_view()),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", SubmitSnippet.as_view()),
    path("update/<int:translation_source_id>/", UpdateTranslations.as_view()),
    path(
        "translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        for_script(of_translation(segment_views.edit_text, may_translate, locked=not_allowed)),
    ),
    path(
        "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        for_script(of_translation(segment_views.edit_override, may_translate, locked=not_allowed)),
    ),
    path(
        "translate/<int:translation_id>/pofile/download/",
        of_translation(exchange.download_po, may_translate, writes=False),
    ),
    path(
        "translate/<int:translation_id>/pofile/upload/",
        of_translation(exchange.upload_po, may_translate),
    ),
    path(
        "translate/<int:translation_id>/machine_translate/",
        of_translation(machine_translate, may_translate),
    ),
    path(
        "translate/<int:translation_id>/preview/",
        of_translation(edit_translation.preview_translation, may_translate, writes=False),
    ),
    path(
        "translate/<int:translation_id>/preview/<str:mode>/",
        of_translation(edit_translation.preview_translation, may_translate, writes=False),
    ),
    path(
        "translate/<int:translation_id>/disable/",
        of_translation(taking.stop, may_rewrite),
    ),
    path(
        "translate/<int:translation_id>/changed/",
        of_translation(changed.texts, may_translate, writes=False),  # locks are shown in it
        name="changed_texts",
    ),
    path(
        "translate/<int:translation_id>/history/",
        of_translation(history.texts, may_translate, writes=False),
        name="history_of_texts",
    ),
    path(
        "translate/<int:translation_id>/history/<int:past_id>/use/",
        of_translation(history.use, may_translate),
        name="use_past_text",
    ),
    path("page/<int:page_id>/convert_to_alias/", convert_to_alias),
    path("reports/translations/", TranslationsReport.as_view()),
    path("reports/translations/results/", TranslationsReport.as_view(results_only=True)),
    path(
        "api/snippets/<slug:app_label>/<slug:model_name>/",
        snippet_titles(titles.as_view({"get": "list"})),
    ),
    path(
        "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
        snippet_titles(titles.as_view({"get": "retrieve"})),
    ),
]
