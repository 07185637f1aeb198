"""The Delivery API: what a separate frontend reads. Mounted at `/api/delivery/v1/`."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from cms.delivery import errors
from cms.delivery.endpoints import assets, contacts, navigation, pages, resolve, site


class DeliveryAPI(NinjaAPI):
    """A Ninja API whose document says of errors what they are: `application/problem+json`."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(**options)
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        response["content"] = {
                            errors.CONTENT_TYPE: response["content"]["application/json"]
                        }
        return document


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
api.add_router("/contacts/", contacts.router)
api.add_router("/images/", assets.router)
