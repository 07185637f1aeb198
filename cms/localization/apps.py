from django.apps import AppConfig


class LocalizationConfig(AppConfig):
    name = "cms.localization"
    label = "localization"
    verbose_name = "Localization"

    def ready(self) -> None:
        # wagtail_localize.locales stands in for wagtail.locales, which would have done this
        from wagtail.api.v3.api import api
        from wagtail.locales.api.v3 import router

        from cms.localization import permissions

        api.add_router("/locales/", router)
        permissions.register()
