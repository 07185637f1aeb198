"""The report on translations, of what one may see."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from cms.localization import permissions


class TranslationsReport(TranslationsReportView):
    def get_queryset(self) -> QuerySet[Translation]:
        """Of pages that the explorer shows to this user, and of kinds of snippet that it lists."""
        user = self.request.user
        kinds = [model for model in get_snippet_models() if permissions.may_see_kind(user, model)]
        pages = policy_registry.get_by_type(Page).explorable_instances(user)
        page = pages.filter(
            translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id")
        )
        types = ContentType.objects.get_for_models(*kinds).values()
        translations: QuerySet[Translation] = super().get_queryset()
        seen = translations.filter(Exists(page) | Q(source__specific_content_type__in=list(types)))
        return seen.order_by("source__object_repr", "source", "target_locale__language_code")
