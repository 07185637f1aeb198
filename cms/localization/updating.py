"""Bringing what is new in a source into its translations, those that one may change."""

import logging
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.localization import permissions
from cms.localization.going_live import publish_finished
from cms.localization.instances import source_instance, target_instance
from cms.localization.machine import MachineError, translate_by_machine
from cms.localization.requesting import RequestError, request_chosen
from cms.localization.restrictions import bring_restriction
from cms.localization.staleness import take_in

logger = logging.getLogger(__name__)


def bring_up_to_date(source: TranslationSource, locales: list[Any], user: Any) -> None:
    """Read the texts of a source anew, and translate what is newly chosen in it."""
    try:
        with transaction.atomic():
            take_in(source)
            request_chosen(source, locales, user)
    except RequestError:
        raise
    except Exception as error:
        logger.exception("The texts of %r could not be read", source)
        words = _t("The texts of “%(title)s” could not be read. Nothing was changed.")
        raise RequestError(words % {"title": source.object_repr}) from error


class UpdateTranslations(UpdateTranslationsView):
    """As wagtail-localize has it, but for the languages into which the user may request, and
    what is not locked. Publishing and machine translation take the rights to do that by hand."""

    def get_object(self) -> TranslationSource:
        source: TranslationSource = super().get_object()
        instance = source_instance(source)
        if instance is None:
            raise Http404
        self.targets = self._targets(source)
        if not (permissions.may_see(self.request.user, instance) and self.targets):
            raise PermissionDenied
        return source

    def _targets(self, source: TranslationSource) -> dict[Translation, Any]:
        """The translations concerned, each with its page or snippet."""
        user, found = self.request.user, {}
        enabled = source.translations.filter(enabled=True)
        for translation in enabled.select_related("source", "target_locale"):
            target = target_instance(translation)
            if (
                target is not None
                and permissions.may_request(user, translation.target_locale_id)
                and not permissions.is_locked(user, target)
            ):
                found[translation] = target
        return found

    def get_default_success_url(self) -> str:
        """The list in which the source stands: not everybody may edit the source itself."""
        instance: Any = source_instance(self.object)
        if isinstance(instance, Page):
            return reverse("wagtailadmin_explore", args=[instance.get_parent().pk])
        return reverse(type(instance).snippet_viewset.get_url_name("list"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["translations"] = [
            {
                "title": str(target),
                "locale": translation.target_locale,
                "edit_url": self.get_edit_url(target),
            }
            for translation, target in self.targets.items()
        ]
        return context

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponse:
        publishes = form.cleaned_data["publish_translations"]
        by_machine = form.cleaned_data.get("use_machine_translation")
        is_refused = (publishes and self._refuse(permissions.may_publish, _t("publish"))) or (
            by_machine and self._refuse(permissions.may_translate, _t("translate"))
        )
        if is_refused:
            return self.render_to_response(self.get_context_data())
        locales = [translation.target_locale for translation in self.targets]
        try:
            bring_up_to_date(self.object, locales, self.request.user)
        except RequestError as error:
            messages.error(self.request, str(error))
            return self.render_to_response(self.get_context_data())
        for translation in self.targets:
            if by_machine:
                self._translate(translation)
            self._update(translation, publish=publishes)
        self.components.save(
            self.object, sources_and_translations={self.object: list(self.targets)}
        )
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _refuse(self, may: Callable[[Any, Any], bool], what: str) -> bool:
        """Name the languages in which this user may not do that, if there are any."""
        languages = [
            str(translation.target_locale)
            for translation, target in self.targets.items()
            if not may(self.request.user, target)
        ]
        if languages:
            text = _t("Nothing was changed: you may not %(what)s in %(languages)s.")
            names = ", ".join(languages)
            messages.error(self.request, text % {"what": what, "languages": names})
        return bool(languages)

    def _translate(self, translation: Translation) -> None:
        try:
            translate_by_machine(translation.pk, self.request.user)
        except MachineError as error:
            messages.error(self.request, f"{translation.target_locale}: {error}")

    def _update(self, translation: Translation, *, publish: bool) -> None:
        target = self.targets[translation]
        if not publish:
            if isinstance(target, Page):
                bring_restriction(source_instance(self.object), target)
            return
        try:
            publish_finished(translation, self.request.user)
        except ValidationError as error:
            text = _t("%(language)s was not published: %(reason)s") % {
                "language": translation.target_locale,
                "reason": " ".join(error.messages),
            }
            messages.error(self.request, text)
