"""Requesting translations, into the languages that one may."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from wagtail.models import Locale, Page
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationForm,
)

from cms.localization import permissions
from cms.localization.adopting import adopt, made_by_hand
from cms.localization.jobs.starting import is_large, request_pages
from cms.localization.jobs.views import go_to
from cms.localization.requesting import RequestError, request_subtree, request_translation
from cms.localization.slugs import numbered

_MOST_NAMED = 5


class _Submit:
    """What is submitted must be seen: its copies will be."""

    def _is_large(self, locales: int) -> bool:
        return False

    def _leave_to_the_worker(self, locales: list[Locale]) -> HttpResponse:
        raise NotImplementedError

    def get_object(self: Any) -> Any:
        found = super().get_object()  # type: ignore[misc]
        if not permissions.may_see(self.request.user, found):
            raise PermissionDenied
        return found

    def get_form(self: Any) -> SubmitTranslationForm:
        form: SubmitTranslationForm = super().get_form()  # type: ignore[misc]
        field: Any = form.fields["locales"]
        field.queryset = field.queryset | Locale.objects.filter(pk__in=self._by_hand)
        locales = permissions.may_request_into(self.request.user)
        if locales is not None:
            field.queryset = field.queryset.filter(pk__in=locales)
        return form

    @cached_property
    def _by_hand(self: Any) -> dict[int, Any]:
        return made_by_hand(self.object, self.request.user)

    def get(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.get_form().fields["locales"].queryset.exists():
            messages.info(request, _t("There is no further language into which you may have it."))
            return redirect(self.get_success_url() or self.get_default_success_url())
        answer: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def get_default_success_url(self: Any, translated: Any = None) -> str:
        """The new translation, for those who may work on it."""
        if translated and permissions.may_translate(self.request.user, translated):
            url: str = super().get_default_success_url(translated)  # type: ignore[misc]
            return url
        return str(self.get_list_url())

    def form_valid(self: Any, form: SubmitTranslationForm) -> HttpResponse:
        locales = list(form.cleaned_data["locales"])
        self._adopt(locales)
        if form.cleaned_data["include_subtree"] and self._is_large(len(locales)):
            return self._leave_to_the_worker(locales)
        job = (locales, self.request.user, self.components)
        try:
            with transaction.atomic():
                request_translation(self.object, *job)
        except RequestError as error:
            messages.error(self.request, str(error))
            answer: HttpResponse = self.render_to_response(self.get_context_data())
            return answer
        if isinstance(self.object, Page) and form.cleaned_data["include_subtree"]:
            for problem in request_subtree(self.object, *job):
                messages.error(self.request, str(problem))
        names = ", ".join(str(each.get_display_name()) for each in locales)
        messages.success(self.request, self.get_success_message(names))
        if isinstance(self.object, Page):
            self._tell_of_slugs(locales, below=form.cleaned_data["include_subtree"])
        only = self.object.get_translation(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(only))

    def _adopt(self: Any, locales: list[Locale]) -> None:
        for locale in locales:
            target = self._by_hand.get(locale.pk)
            if target is not None and not adopt(self.object, target, self.request.user):
                text = _t(
                    "“%(title)s” is in %(language)s already, and has parts of its own. Start the"
                    " translation there; you will see what of it cannot be kept."
                )
                names = {"title": target, "language": locale.get_display_name()}
                messages.warning(self.request, text % names)

    def _tell_of_slugs(self: Any, locales: list[Locale], *, below: bool) -> None:
        sources = Page.objects.filter(pk=self.object.pk)
        if below:
            sources |= Page.objects.descendant_of(self.object)
        for page in islice(numbered(sources, locales), _MOST_NAMED):
            text = _t(
                "“%(title)s” has the slug “%(slug)s” in %(language)s, since another page has its"
                " own. Translate the slug."
            )
            names = {"title": page, "slug": page.slug, "language": page.locale}
            messages.warning(self.request, text % names)


class SubmitPage(_Submit, SubmitPageTranslationView):
    def _is_large(self, locales: int) -> bool:
        """What components ask for is in this form, and cannot wait."""
        pages = self.object.get_descendant_count() + 1
        return is_large(pages, locales) and not list(self.components)

    def _leave_to_the_worker(self, locales: list[Locale]) -> HttpResponse:
        pages = self.object.get_descendants(inclusive=True)
        title = _t("“%(title)s” and the pages below") % {"title": self.object}
        return go_to(self.request, request_pages(self.request.user, pages, locales, title))

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

    def get_list_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.object.get_parent().pk])


class SubmitSnippet(_Submit, SubmitSnippetTranslationView):
    def get_object(self) -> Any:
        try:
            return super().get_object()
        except ValueError as error:  # a key that is no number
            raise Http404 from error

    def get_list_url(self) -> str:
        return reverse(self.object.snippet_viewset.get_url_name("list"))
