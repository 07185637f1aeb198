"""What this backend serves, and where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.api.v3.urls import api as management_api
from wagtail.documents import urls as documents_urls

from cms.core.media import serve_media
from cms.delivery.api import api as delivery_api
from cms.preview.views import welcome

urlpatterns = [
    path("", welcome),
    path("admin/", include(admin_urls)),
    path("api/delivery/v1/", delivery_api.urls),
    path("api/delivery/v1/pictures/", include("cms.images.urls")),
    path("api/v3-preview/", management_api.urls),
    path("documents/", include(documents_urls)),
    path("media/<path:path>", serve_media),
    *i18n_patterns(path("", include(wagtail_urls))),
]
