"""Probes for an orchestrator: `/healthz` (the process answers), `/readyz` (it can serve)."""

from collections.abc import Callable

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse


class HealthMiddleware:
    """Answers the probes ahead of host and HTTPS checks, which a probe cannot pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return _answer(200, "ok")
        if request.path == "/readyz":
            return self.ready()
        return self.get_response(request)

    def ready(self) -> HttpResponse:
        """200, or 503 with the reason: no database, or migrations that have not been run."""
        try:
            if self.migrated:
                with connection.cursor() as cursor:
                    # SELECT 1 would not do: SQLite makes an empty file where one has gone
                    cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            else:
                self.migrated = _is_migrated()
        except Error:
            return _answer(503, "the database does not answer")
        return _answer(200, "ok") if self.migrated else _answer(503, "migrations are missing")


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _answer(status: int, message: str) -> HttpResponse:
    response = JsonResponse({"status": message}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
