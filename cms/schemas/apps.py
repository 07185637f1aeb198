from django.apps import AppConfig
from django.core import checks


class SchemasConfig(AppConfig):
    name = "cms.schemas"
    label = "schemas"
    verbose_name = "Schemas"

    def ready(self) -> None:
        from cms.schemas.checks import check_delivery

        checks.register(check_delivery, "cms")
