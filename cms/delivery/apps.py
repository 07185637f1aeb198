from django.apps import AppConfig
from django.core import checks


class DeliveryConfig(AppConfig):
    name = "cms.delivery"
    label = "delivery"
    verbose_name = "Delivery"

    def ready(self) -> None:
        from cms.delivery import management_types
        from cms.delivery.checks import check_feeds

        management_types.register()
        checks.register(check_feeds, "cms")
