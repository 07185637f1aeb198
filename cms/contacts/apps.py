from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "cms.contacts"
    label = "contacts"
    verbose_name = "Contacts"

    def ready(self) -> None:
        from cms.contacts import compare

        compare.register()
