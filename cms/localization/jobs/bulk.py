"""What can be done in the explorer with the translations of many chosen pages at once."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext as _n
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.localization import permissions
from cms.localization.jobs import starting
from cms.localization.jobs.models import Job
from cms.localization.jobs.views import go_to


class LanguagesForm(forms.Form):
    locales = forms.ModelMultipleChoiceField(
        Locale.objects.none(), label=_("Languages"), widget=forms.CheckboxSelectMultiple
    )
    include_descendants = forms.BooleanField(label=_("And the pages below"), required=False)

    def __init__(self, *args: Any, locales: QuerySet[Locale], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["locales"]
        field.queryset = locales


class SyncForm(LanguagesForm):
    publish = forms.BooleanField(label=_("Publish those that are finished"), required=False)


class _InBackground(PageBulkAction):
    """Whoever asks must see the pages, and may have the languages; the worker asks again."""

    template_name = "localization/bulk_job.html"
    form_class = LanguagesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        locales, allowed = Locale.objects.all(), permissions.may_request_into(self.request.user)
        kwargs["locales"] = locales if allowed is None else locales.filter(pk__in=allowed)
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "display_name": self.display_name}

    def check_perm(self, page: Page) -> bool:
        user = self.request.user
        return permissions.may_request_into(user) != set() and permissions.may_see(user, page)

    def prepare_action(self, objects: list[Page], objects_without_access: Any) -> Any:
        if not objects:
            return None
        chosen = self.cleaned_form.cleaned_data
        pages = self._pages(objects, with_those_below=chosen["include_descendants"])
        job = self.start(pages, list(chosen["locales"]), _title(objects))
        answer: HttpResponse = go_to(self.request, job)
        return answer

    def start(self, pages: QuerySet[Page], locales: list[Locale], title: str) -> Job:
        raise NotImplementedError

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        return 0, 0  # the worker does it

    def _pages(self, chosen: list[Page], *, with_those_below: bool) -> QuerySet[Page]:
        pages = Page.objects.filter(pk__in=[page.pk for page in chosen])
        if not with_those_below:
            return pages
        for page in chosen:
            pages |= Page.objects.descendant_of(page)
        if self.request.user.is_superuser:
            return pages
        seen = [each.pk for each in pages if permissions.may_see(self.request.user, each)]
        return Page.objects.filter(pk__in=seen)


class TranslatePages(_InBackground):
    display_name = _("Translate")
    aria_label = _("Translate selected pages")
    action_type = "translate"
    action_priority = 60

    def start(self, pages: QuerySet[Page], locales: list[Locale], title: str) -> Job:
        return starting.request_pages(self.request.user, pages, locales, title)


class SyncPages(_InBackground):
    display_name = _("Sync translations")
    aria_label = _("Sync translations of selected pages")
    action_type = "sync_translations"
    action_priority = 61
    form_class = SyncForm

    def start(self, pages: QuerySet[Page], locales: list[Locale], title: str) -> Job:
        publish = self.cleaned_form.cleaned_data["publish"]
        translations = _translations(pages, locales)
        return starting.bring_up_to_date(self.request.user, translations, title, publish=publish)


class PublishTranslations(_InBackground):
    display_name = _("Publish translations")
    aria_label = _("Publish translations of selected pages")
    action_type = "publish_translations"
    action_priority = 62

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs["locales"] = Locale.objects.all()  # whether he may depends on the page as well
        return kwargs

    def check_perm(self, page: Page) -> bool:
        return permissions.may_see(self.request.user, page)

    def start(self, pages: QuerySet[Page], locales: list[Locale], title: str) -> Job:
        translations = _translations(pages, locales)
        return starting.publish(self.request.user, translations, title)


ACTIONS = [TranslatePages, SyncPages, PublishTranslations]


def _translations(pages: QuerySet[Page], locales: list[Locale]) -> list[Translation]:
    """Of these pages as sources, those of pages above first."""
    rows = pages.order_by("path").values_list("translation_key", "locale_id")
    order = {row: number for number, row in enumerate(rows)}
    found = Translation.objects.filter(
        source__object__in=pages.order_by().values("translation_key"),
        target_locale__in=locales,
        enabled=True,
    ).select_related("source")
    of_these = [each for each in found if _source(each) in order]
    return sorted(of_these, key=lambda each: (order[_source(each)], each.pk))


def _source(translation: Translation) -> tuple[Any, int]:
    return translation.source.object_id, translation.source.locale_id


def _title(pages: list[Page]) -> str:
    first = pages[0].get_admin_display_title()
    words = _n("“%(title)s”", "“%(title)s” and %(more)d more", len(pages))
    return words % {"title": first, "more": len(pages) - 1}
