"""Every parameter of every endpoint with values that nobody expects: no 5xx, no strange answer."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests import builders
from tests.delivery.conftest import Api, check_against_schema, openapi

NASTY = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "-1",
    "0",
    "1",
    "1e999",
    "NaN",
    str(2**31),
    str(2**63),
    "9" * 400,
    "٣",  # a digit, for Python's int()
    "²",  # none, though Python calls it a digit
    "true",
    "null",
    "[]",
    "{}",
    "a,b,,",
    ",",
    "'; DROP TABLE x; --",
    "%",
    "_",
    "\\",
    '"',
    "*",
    "NEAR(",
    "ـ" * 100,
    "\u202e\u200f",
    "😀" * 50,
    "../../etc/passwd",
    "http://[::1",
    "2026-02-30",
    "9999-12-31",
    "10000-01-01",
    "-date",
    "date__gte",
    "x" * 3000,
]
RAW = ["%ff", "%ed%a0%80", "%c0%80", "%", "%u0041"]  # bytes that are no text


def operations() -> Iterator[tuple[str, list[str]]]:
    """The address of each GET endpoint, ids filled in, and its parameters."""
    for path, methods in openapi()["paths"].items():
        if "get" in methods:
            names = [each["name"] for each in methods["get"].get("parameters", [])]
            yield path, [name for name in names if f"{{{name}}}" not in path]


def asked(api: Api, path: str, query: str) -> None:
    response = api.client.get(f"{path}?{query}")
    assert response.status_code in {200, 401, 404, 422}, (path, query, response.status_code)
    if response.status_code == 200 and "fields=" not in query and "format=" not in query:
        check_against_schema(path, 200, response.json())
    if response.status_code != 200:
        assert response["Content-Type"] == "application/problem+json", (path, query)
        check_against_schema(path, response.status_code, response.json())


@pytest.mark.parametrize(
    ("path", "names"), [pytest.param(*each, id=each[0]) for each in operations()]
)
def test_no_value_of_a_parameter_breaks_an_endpoint(api: Api, path: str, names: list[str]) -> None:
    page = builders.article(parent=builders.news_index(), contacts=[builders.contact()])
    ids: dict[str, Any] = {
        "page_id": page.pk,
        "contact_id": page.contacts.get().contact_id,
        "image_id": builders.picture().pk,
        "document_id": builders.document().pk,
    }
    address = path.format(**ids)
    needed = {"resolve/": "html_path=/en/", "search/": "q=well", "suggest/": "q=well"}
    given = next((query for end, query in needed.items() if path.endswith(end)), "")
    for name in names:
        others = given if not given.startswith(f"{name}=") else ""
        typed = "type=news.NewsPage" if name != "type" and "type" in names else ""
        for value in [*map(quote, NASTY), *RAW]:
            asked(api, address, "&".join(filter(None, [others, typed, f"{name}={value}"])))
        asked(api, address, f"{name}=1&" * 50)


def test_wrong_ids_are_not_there(api: Api) -> None:
    for kind in ("pages", "contacts", "images", "documents"):
        for value in ["0", "-1", "999999", str(2**31), str(2**63), "x", "%00", "1.5", "٣"]:
            response = api.raw(f"{kind}/{value}/")
            assert response.status_code == 404, (kind, value)
            assert response["Content-Type"] == "application/problem+json"
