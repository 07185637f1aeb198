from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "cms.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"

    def ready(self) -> None:
        from cms.core.chores import register
        from cms.webhooks import courier

        register(courier.work, seconds=1)
