"""The OpenAPI document: exact, described, and served without any other host."""

import re
from collections.abc import Iterator
from typing import Any

from tests.delivery.conftest import Api, openapi


def schemas(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place of the document in which a type is said."""
    for name, schema in part.get("components", {}).get("schemas", {}).items():
        yield from nested(schema, name)
    for route, methods in part["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                yield from nested(parameter["schema"], f"{route}?{parameter['name']}")
            for response in operation["responses"].values():
                for media in response.get("content", {}).values():
                    yield from nested(media["schema"], route)


def nested(schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, schema
    for name, inner in schema.get("properties", {}).items():
        yield from nested(inner, f"{path}.{name}")
    for key in ("anyOf", "oneOf", "allOf"):
        for inner in schema.get(key, []):
            yield from nested(inner, f"{path}|")
    if isinstance(schema.get("items"), dict):
        yield from nested(schema["items"], f"{path}[]")


def test_nothing_is_untyped() -> None:
    untyped = []
    for path, schema in schemas(openapi()):
        said = {"$ref", "anyOf", "oneOf", "allOf", "const", "enum", "type"} & schema.keys()
        kind = schema.get("type")
        if not said:
            untyped.append(path)
        if kind == "array" and "items" not in schema:
            untyped.append(f"{path}: items")
        if kind == "object" and not schema.get("properties"):
            untyped.append(f"{path}: properties")
        if kind == "object" and schema.get("additionalProperties") is not False:
            untyped.append(f"{path}: open")
    assert untyped == []


def test_every_field_is_described() -> None:
    named = openapi()["components"]["schemas"]
    bare = [
        f"{name}.{field}"
        for name, schema in named.items()
        for field, inner in schema.get("properties", {}).items()
        if not {**named.get(inner.get("$ref", "").rsplit("/")[-1], {}), **inner}.get("description")
    ]
    assert bare == []


def test_blocks_are_told_apart_by_type() -> None:
    body = openapi()["components"]["schemas"]["NewsPageDetail"]["properties"]["body"]
    assert body["items"]["discriminator"]["propertyName"] == "type"
    assert len(body["items"]["oneOf"]) == 16
    quote = openapi()["components"]["schemas"]["QuoteBlock"]["properties"]
    assert quote["type"]["const"] == "quote"


def test_page_types_are_told_apart_by_meta_type() -> None:
    details = openapi()["components"]["schemas"]
    for label in ("HomePage", "SectionPage", "ContentPage", "NewsIndexPage", "NewsPage"):
        meta = details[f"{label}DetailMeta"]["properties"]["type"]
        assert meta["const"].endswith(f".{label}")


def test_choices_are_spelled_out() -> None:
    kind = openapi()["components"]["schemas"]["NewsPageDetail"]["properties"]["kind"]
    assert kind["enum"] == ["press_release", "statement", "story", "speech", "advisory"]


def test_document_and_pages_are_served_from_here(api: Api) -> None:
    assert api.raw("openapi.json").json()["openapi"].startswith("3.1")
    docs = api.raw("docs/").content.decode()
    assert re.findall(r'(?:src|href)="(https?:)?//', docs) == []
    assert "swagger-ui" in docs
