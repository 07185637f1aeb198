"""The project's own settings, with what it is compared to mounted beside it."""

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2"]
# Wagtail's v3 without the token: its public reads are measured.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith(".TokenRequiredMiddleware")]
ROOT_URLCONF = "benchmarks.urls"
