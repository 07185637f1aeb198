"""How gunicorn serves `cms.wsgi`. It reads this file by itself when started from here."""

import os
from typing import Any

from cms.settings.environment import read_environment
from cms.settings.logs import LOGGING

env = read_environment()

bind = f"[{env.host}]:{env.port}" if ":" in env.host else f"{env.host}:{env.port}"
worker_class = "gthread"
workers = env.web_concurrency
threads = env.web_threads

# Loaded once, then forked: starts in half the time and shares its memory.
preload_app = True

timeout = 60  # a worker whose main loop stands still for this long is replaced
graceful_timeout = 30
keepalive = 75  # longer than the 60 s of common load balancers, which must hang up first
limit_request_line = 4094
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  # never a slow disk

control_socket_disable = True  # nothing here asks for it
accesslog = None  # cms.core.request_log writes the one line of each request
logconfig_dict = LOGGING


def pre_fork(server: Any, worker: Any) -> None:
    """Close what loading the application may have opened: a connection has one owner."""
    from django.db import connections

    connections.close_all()
