"""The Delivery API: what a separate frontend reads. Mounted at `/api/delivery/v1/`."""

from typing import Any

from ninja import NinjaAPI

from cms.delivery import errors, openapi
from cms.delivery.endpoints import (
    assets,
    changes,
    contacts,
    navigation,
    pages,
    resolve,
    site,
    sitemap,
)


class DeliveryAPI(NinjaAPI):
    """A Ninja API whose document is finished for generated clients."""

    def add_router(self, prefix: str, router: Any, **options: Any) -> None:
        for view in router.path_operations.values():
            for operation in view.operations:
                operation.by_alias = True  # Portable Text has keys that Python cannot name
        super().add_router(prefix, router, **options)

    def get_openapi_schema(self, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        return openapi.publish(super().get_openapi_schema(**options))


api = DeliveryAPI(
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
api.add_router("/", sitemap.router)
api.add_router("/contacts/", contacts.router)
api.add_router("/", assets.router)
api.add_router("/changes/", changes.router)
