"""What this backend serves, and where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.api.v3.urls import api as management_api
from wagtail.documents import urls as documents_urls

from cms.core.documents import serve_document
from cms.core.media import serve_media
from cms.delivery.api import api as delivery_api
from cms.delivery.feeds import atom_feed
from cms.delivery.llms import llms_txt
from cms.delivery.sitemap_xml import sitemap
from cms.preview.views import welcome
from search.endpoints import router as search_router

delivery_api.add_router("/search/", search_router)

urlpatterns = [
    path("", welcome),
    path("admin/", include(admin_urls)),
    path("api/delivery/v1/", delivery_api.urls),
    path("api/delivery/v1/pictures/", include("cms.images.urls")),
    path("api/v3-preview/", management_api.urls),
    path("documents/<int:document_id>/<path:document_filename>", serve_document),
    path("documents/", include(documents_urls)),
    path("media/<path:path>", serve_media),
    path("llms.txt", llms_txt, name="llms"),
    path("sitemap.xml", sitemap),
    path("sitemap-<int:number>.xml", sitemap),
    path("feeds/<slug:name>/<str:locale>.xml", atom_feed),
    *i18n_patterns(path("", include(wagtail_urls))),
]
