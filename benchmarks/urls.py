"""The project's addresses, Wagtail's API v2, and publishing by one request."""

from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from benchmarks.publishing import publish
from cms.urls import urlpatterns as own_patterns

v2 = WagtailAPIRouter("wagtailapi")
v2.register_endpoint("pages", PagesAPIViewSet)
v2.register_endpoint("images", ImagesAPIViewSet)
v2.register_endpoint("documents", DocumentsAPIViewSet)

urlpatterns = [
    path("api/v2/", v2.urls),
    path("-/publish/logged/<int:pk>/", publish, {"with_log": True}),
    path("-/publish/alone/<int:pk>/", publish, {"with_log": False}),
    *own_patterns,
]
