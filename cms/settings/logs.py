"""Logs: one JSON object a line on standard error."""

from typing import Any

from cms.settings.environment import read_environment

env = read_environment()

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "cms.core.log_lines.LineFormatter",
            "fmt": "%(levelname)s %(name)s %(message)s",
            "rename_fields": {"levelname": "level", "name": "logger"},
            "timestamp": "time",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.log_level},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
        # RequestLogMiddleware writes the request's line; these would repeat it.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "ERROR"},
        # Two lines for each task that went well; failures are errors, with their traceback.
        "django_tasks": {"level": "WARNING"},
        "django.tasks": {"level": "WARNING"},
        # Scanners ask for foreign hosts all day; the request's line with its 400 is enough.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
