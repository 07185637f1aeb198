from functools import partial

from django.apps import AppConfig
from django.core import checks


class EdgeConfig(AppConfig):
    name = "cms.edge"
    label = "edge"
    verbose_name = "Caches at the edge"

    def ready(self) -> None:
        from cms.core.chores import register
        from cms.edge import housekeeping, purging, told
        from cms.edge.checks import check_edge
        from cms.edge.services import configured
        from cms.events import receivers

        checks.register(check_edge, "edge")
        receivers.register(told.told_of)
        for service in configured():  # each in a thread of its own: none waits for another
            register(partial(purging.pass_on, service), seconds=0.5)
        register(lambda stopping: housekeeping.forget(), seconds=3600)
