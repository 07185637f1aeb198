"""SQLite tuned for a server, or PostgreSQL by DATABASE_URL; and the cache."""

from pathlib import Path
from typing import Any

import dj_database_url

from cms.settings.environment import BASE_DIR, read_environment

env = read_environment()

# WAL lets readers go on while one writes; immediate transactions queue writers up
# to the timeout, where deferred ones fail at once with "database is locked".
_SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
    ),
}
_POSTGRES_OPTIONS = {
    "connect_timeout": 5,
    "options": f"-c statement_timeout={env.statement_timeout * 1000} -c lock_timeout=10000 "
    "-c idle_in_transaction_session_timeout=60000",
}
_KEPT = 600  # seconds between requests; to open SQLite anew would cost more than its answers


def _database() -> dict[str, Any]:
    if not env.database_url:
        return _sqlite(env.data_dir / "db.sqlite3", {})
    database: dict[str, Any] = dict(dj_database_url.parse(env.database_url))
    options = database.get("OPTIONS", {})  # given in the address, as in ?sslmode=require
    if database["ENGINE"].endswith("sqlite3"):
        # a relative path means one place, wherever the process was started
        return _sqlite(BASE_DIR / database["NAME"], options)
    return database | {
        "ENGINE": "cms.core.database.postgresql",
        "OPTIONS": _POSTGRES_OPTIONS | options,
        "CONN_MAX_AGE": _KEPT,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path, options: dict[str, Any]) -> dict[str, Any]:
    return {
        "ENGINE": "cms.core.database.sqlite3",
        "NAME": path,
        "OPTIONS": _SQLITE_OPTIONS | options,
        "CONN_MAX_AGE": _KEPT,
    }


DATABASES = {"default": _database()}

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.redis_url}
        if env.redis_url
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
