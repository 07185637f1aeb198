from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "cms.events"
    label = "events"
    verbose_name = "Content log"

    def ready(self) -> None:
        from cms.core.chores import register
        from cms.events import clock, signals
        from cms.events.compacting import compact
        from cms.events.reconciling import reconcile

        signals.connect()
        register(lambda stopping: clock.tell(), seconds=1)
        register(reconcile, seconds=3600)
        register(lambda stopping: compact(stopping=stopping), seconds=3600)
