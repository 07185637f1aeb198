"""Requests made up from the OpenAPI document, by Schemathesis: no 5xx, no undocumented answer.

The first requests are such as the document allows, with ids and names that exist; the second ones
break it in one place or in several.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from wagtail.models import Site

from news.models import Topic
from tests import builders
from tests.delivery.conftest import openapi

EXAMPLES = 12
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance]
EXISTING = {
    "locale": ["en", "fr"],
    "site": ["cms.example.org", "cms.example.org:80"],
    "order": ["id", "-id"],
    "q": ["well", "what happened"],
    "html_path": ["/", "/en/", "/fr/", "/en/news/", "/en/news/a-new-well/", "/en/nothing/"],
    "slug": ["news", "nothing"],
    "fields": ["title", "meta"],
    "child_of": ["root"],
    "descendant_of": ["root"],
    "ancestor_of": ["root"],
    "translation_of": ["root"],
}
EXISTING_IN_LISTS = {
    "fallback": ["en", "default"],
    "tag": ["Water", "Fire"],
    "type": ["news.NewsPage"],
}


def document_with_existing_values() -> dict[str, Any]:
    document = deepcopy(openapi())
    for path in document["paths"].values():
        parameters = [each for each in path["get"]["parameters"] if each["name"] != "cursor"]
        for parameter in parameters:
            schema, name = parameter["schema"], parameter["name"]
            if name in EXISTING:
                parameter["schema"] = {"enum": EXISTING[name]}
            elif name in EXISTING_IN_LISTS:
                schema["items"] = {"enum": EXISTING_IN_LISTS[name]}
            if name == "type":  # without one, there are no filters and orders of its own
                schema.update(minItems=1, maxItems=1)
                parameter["required"] = True
        path["get"]["parameters"] = parameters
    return document


@pytest.fixture
def ids(site: Site) -> dict[str, int]:
    water = Topic.objects.create(name="Water", slug="water", locale=builders.locale("en"))
    page = builders.article(
        parent=builders.news_index(),
        topics=[water],
        contacts=[builders.contact()],
        image=builders.picture(),
        body=[("rich_text", "<p>What <b>happened</b>.</p>"), ("quote", {"text": "Well"})],
    )
    builders.translated(page, "fr")
    contact = page.contacts.get().contact_id
    return {
        "page_id": page.pk,
        "contact_id": contact,
        "image_id": page.image_id,
        "document_id": builders.document().pk,
    }


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A server would close the test's connection, with all that it has not committed."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(document: dict[str, Any], path: str, mode: GenerationMode, **fixed: Any) -> None:
    """The endpoint, with requests that Schemathesis makes up."""
    schema = schemathesis.openapi.from_dict(document)
    schema.app = get_wsgi_application()
    requests = schema[path]["GET"].as_strategy(mode, **fixed)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(requests)
    def each(case: Case) -> None:
        checks = [*CHECKS]
        if "fields" not in (case.query or {}):  # leaves out what the schema requires
            checks.append(response_schema_conformance)
        if mode is GenerationMode.NEGATIVE:
            checks.append(negative_data_rejection)
        case.call_and_validate(checks=checks, headers={"Host": "cms.example.org"})

    each()


@pytest.mark.parametrize("path", openapi()["paths"])
def test_right_requests(ids: dict[str, int], path: str) -> None:
    fixed = {name: pk for name, pk in ids.items() if f"{{{name}}}" in path}
    ask(document_with_existing_values(), path, GenerationMode.POSITIVE, path_parameters=fixed)


@pytest.mark.parametrize("path", openapi()["paths"])
def test_wrong_requests(site: Site, path: str) -> None:
    ask(openapi(), path, GenerationMode.NEGATIVE)
