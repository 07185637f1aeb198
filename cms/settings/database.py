"""SQLite tuned for a server, or PostgreSQL by DATABASE_URL; and the cache."""

from typing import Any

import dj_database_url

from cms.settings.environment import read_environment

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
    "options": "-c statement_timeout=30000 -c lock_timeout=10000 "
    "-c idle_in_transaction_session_timeout=60000",
}


def _database() -> dict[str, Any]:
    url = env.database_url or f"sqlite:///{env.data_dir / 'db.sqlite3'}"
    database: dict[str, Any] = dict(dj_database_url.parse(url))
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        options.update(_SQLITE_OPTIONS)
    else:
        options.update(_POSTGRES_OPTIONS)
        database.update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
    return database


DATABASES = {"default": _database()}

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.redis_url}
        if env.redis_url
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
