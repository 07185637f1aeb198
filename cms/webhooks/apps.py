from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "cms.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"

    def ready(self) -> None:
        from cms.core.chores import register
        from cms.events import receivers
        from cms.webhooks import courier, housekeeping, told

        receivers.register(told.told_of)
        register(courier.work, seconds=1)
        register(housekeeping.forget, seconds=3600)
