"""The project's own settings in an environment made for tests."""

import os
import tempfile

os.environ.update(
    SECRET_KEY="for-tests-only-" * 5,
    ALLOWED_HOSTS="*",
    HTTPS="0",
    DATA_DIR=tempfile.mkdtemp(prefix="cms-tests-"),
    BACKEND_URL="http://cms.example.org",
    FRONTEND_URL="",
    LOG_LEVEL="ERROR",
    REDIS_URL=os.environ.get("REDIS_URL", ""),
)

from cms.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
INSTALLED_APPS = ["tests.recipes", *INSTALLED_APPS]  # noqa: F405
