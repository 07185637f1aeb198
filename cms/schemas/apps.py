from django.apps import AppConfig


class SchemasConfig(AppConfig):
    name = "cms.schemas"
    label = "schemas"
    verbose_name = "Schemas"
