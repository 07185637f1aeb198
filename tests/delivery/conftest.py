import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from django.test import Client
from django.urls import resolve
from wagtail.models import Site

from cms.delivery.api import api as delivery_api

API = "/api/delivery/v1/"


class Api:
    """Asks the Delivery API as a frontend would; each answer must fit the published schema."""

    def __init__(self, host: str = "cms.example.org") -> None:
        self.client = Client(headers={"host": host})

    def raw(self, path: str, **parameters: Any) -> Any:
        return self.client.get(API + path, parameters)

    def get(self, path: str, **parameters: Any) -> Any:
        response = self.raw(path, **parameters)
        assert response.status_code == 200, response.content.decode()
        check_against_schema(API + path, 200, response.json())
        return response.json()

    def page(self, page: Any, **parameters: Any) -> Any:
        return self.get(f"pages/{page.pk}/", **parameters)

    def refused(self, path: str, **parameters: Any) -> Any:
        """The problem that a wrong request gets."""
        response = self.raw(path, **parameters)
        assert response.status_code >= 400, response.content.decode()
        assert response["Content-Type"] == "application/problem+json"
        body = response.json()
        assert body["status"] == response.status_code
        check_against_schema(API + path, response.status_code, body)
        return body


_document: dict[str, Any] = {}


def openapi() -> dict[str, Any]:
    if not _document:
        _document.update(json.loads(json.dumps(delivery_api.get_openapi_schema(), default=str)))
    return _document


def check_against_schema(path: str, status: int, body: Any) -> None:
    """A JSON Schema error if an answer is not what the OpenAPI document says it is."""
    validator("/" + resolve(path).route.replace("<int:", "{").replace(">", "}"), status).validate(
        body
    )


@cache
def validator(route: str, status: int) -> jsonschema.Draft202012Validator:
    responses = openapi()["paths"][route]["get"]["responses"]
    media = next(iter(responses[str(status)]["content"].values()))
    schema = {**media["schema"], "components": openapi()["components"]}
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def api(site: Site) -> Api:
    """The API of a site with four languages."""
    return Api()
