from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class LocalizationConfig(AppConfig):
    name = "cms.localization"
    label = "localization"
    verbose_name = "Localization"

    def ready(self) -> None:
        # wagtail_localize.locales stands in for wagtail.locales, which would have done this
        from wagtail.api.v3.api import api
        from wagtail.locales.api.v3 import router

        from cms.core import chores
        from cms.core.snippets import show_in_lists
        from cms.localization import mistakes, permissions, restrictions, staleness
        from cms.localization.checks import check_rights, check_translation
        from cms.localization.columns import StandingColumn
        from cms.localization.history import recording
        from cms.localization.inline import keep_inline_tags
        from cms.localization.jobs import housekeeping, work
        from cms.localization.library import originals
        from cms.localization.taking import following as taking
        from cms.localization.tree import following

        api.add_router("/locales/", router)
        permissions.register()
        keep_inline_tags()
        show_in_lists(StandingColumn("translation", label=_("Translation")))
        mistakes.watch()
        restrictions.follow_sources()
        staleness.watch()
        recording.watch()
        taking.begin()
        following.begin()
        originals.watch()
        chores.register(work.work, seconds=1)
        chores.register(housekeeping.forget, seconds=3600)
        checks.register(check_translation, "cms")
        checks.register(check_rights, "cms")
