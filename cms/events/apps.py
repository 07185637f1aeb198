from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "cms.events"
    label = "events"
    verbose_name = "Content log"

    def ready(self) -> None:
        from cms.core.chores import register
        from cms.events import clock, recording, signals

        signals.connect()
        register(lambda stopping: clock.tell(), seconds=1)
        register(lambda stopping: recording.reconcile(), seconds=3600)
