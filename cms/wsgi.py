"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  # once Django is set up

from cms.delivery.cache.wsgi import KeptAnswers  # noqa: E402

application = KeptAnswers(
    application, settings.DELIVERY_CACHE_BYTES, settings.DELIVERY_MAX_STALENESS
)
