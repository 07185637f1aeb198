"""The Delivery API: what a separate frontend reads. Mounted at `/api/delivery/v1/`."""

from ninja import NinjaAPI

from cms.delivery import errors
from cms.delivery.endpoints import assets, contacts, navigation, pages, resolve, site

api = NinjaAPI(
    title="Delivery API",
    version="1.0.0",
    description="Published content for frontends: typed, with every reference in place.",
    urls_namespace="delivery",
    openapi_url="/openapi.json",
    docs_url="/docs/",
)
errors.register(api)
api.add_router("/resolve/", resolve.router)
api.add_router("/pages/", pages.router)
api.add_router("/", site.router)
api.add_router("/", navigation.router)
api.add_router("/contacts/", contacts.router)
api.add_router("/images/", assets.router)
