"""Requesting translations, into the languages that one may."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _t
from wagtail.models import Page
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationForm,
)

from cms.localization import permissions


class _Submit:
    """What is submitted must be seen: its copies will be."""

    def get_object(self: Any) -> Any:
        found = super().get_object()  # type: ignore[misc]
        if not permissions.may_see(self.request.user, found):
            raise PermissionDenied
        return found

    def get_form(self: Any) -> SubmitTranslationForm:
        form: SubmitTranslationForm = super().get_form()  # type: ignore[misc]
        locales = permissions.may_request_into(self.request.user)
        if locales is not None:
            field: Any = form.fields["locales"]
            field.queryset = field.queryset.filter(pk__in=locales)
        return form


class SubmitPage(_Submit, SubmitPageTranslationView):
    def get_form(self) -> SubmitTranslationForm:
        form = super().get_form()
        if not self._sees_all_below():
            subtree = form.fields["include_subtree"]
            subtree.disabled = True
            subtree.help_text = _t("Some of the pages below are not yours to see.")
        return form

    def _sees_all_below(self) -> bool:
        user = self.request.user
        below = Page.objects.descendant_of(self.object)
        return user.is_superuser or all(permissions.may_see(user, each) for each in below)


class SubmitSnippet(_Submit, SubmitSnippetTranslationView):
    def get_object(self) -> Any:
        try:
            return super().get_object()
        except ValueError as error:  # a key that is no number
            raise Http404 from error
