from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "cms.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from cms.core import indexes
        from cms.core.database import let_speak
        from cms.core.transactions import Publications

        let_speak(Publications())
        post_migrate.connect(indexes.restore, sender=apps.get_app_config("wagtailcore"))
