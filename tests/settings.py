"""The project's own settings in an environment made for tests."""

import atexit
import os
import shutil
import tempfile

import django

# One directory for the run, and one inside it for each of xdist's workers.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    data_dir = os.path.join(os.environ["DATA_DIR"], worker)
else:
    data_dir = tempfile.mkdtemp("-cms-tests")
    atexit.register(shutil.rmtree, data_dir, ignore_errors=True)

os.environ.update(
    DEBUG="0",
    SECRET_KEY="for-tests-only-" * 5,
    ALLOWED_HOSTS="*",
    HTTPS="0",
    TRUSTED_PROXY="0",
    DATA_DIR=data_dir,
    DATABASE_URL=os.environ.get("DATABASE_URL", ""),
    BACKEND_URL="http://cms.example.org",
    FRONTEND_URL="",
    EDGE_MAX_AGE="0",
    EDGE_PURGE="",
    LOG_LEVEL="ERROR",
    REDIS_URL=os.environ.get("REDIS_URL", ""),
    TIME_ZONE="UTC",
)

from cms.settings import *  # noqa: F403
from cms.settings import DATABASES, STATIC_ROOT

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, since a database in memory knows no waiting for locks.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(data_dir, "test.sqlite3")}
else:
    # A test database may be lost with the power.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
STATIC_ROOT.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
_TASKS = "django.tasks" if django.VERSION >= (6, 0) else "django_tasks"
TASKS = {"default": {"BACKEND": f"{_TASKS}.backends.immediate.ImmediateBackend"}}
INSTALLED_APPS = ["tests.recipes", *INSTALLED_APPS]  # noqa: F405
