"""The OpenAPI document: valid, exact, described, and served without any other host."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.delivery.conftest import openapi

SNAPSHOT = Path(__file__).parents[2] / "docs/openapi.json"
# An error tells of wrong parameters only where there are some; Portable Text has its own rules.
MAY_BE_LEFT_OUT = {"Problem.errors", "RestrictedProblem.errors", "GoneProblem.errors"}
MAY_BE_LEFT_OUT |= {f"PortableTextBlock.{key}" for key in ("listItem", "level", "anchor")}


@cache
def snapshot() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(SNAPSHOT.read_text())
    return document


@pytest.fixture(params=["with the tests' page types", "as published"])
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return snapshot() if request.param == "as published" else openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def schemas(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place of the document in which a type is said."""
    for name, schema in document["components"]["schemas"].items():
        yield from nested(schema, name)
    for where, operation in operations(document):
        for parameter in operation.get("parameters", []):
            yield from nested(parameter["schema"], f"{where}?{parameter['name']}")
        for answer in (*operation["responses"].values(), operation.get("requestBody", {})):
            for media in answer.get("content", {}).values():
                yield from nested(media["schema"], where)


def nested(schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, schema
    for name, inner in schema.get("properties", {}).items():
        yield from nested(inner, f"{path}.{name}")
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for inner in schema.get(key, []):
            yield from nested(inner, f"{path}|")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from nested(schema[key], f"{path}[]")


def test_it_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    errors = OpenAPIV31SpecValidator(document).iter_errors()
    assert [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors] == []


def test_nothing_is_untyped(document: dict[str, Any]) -> None:
    untyped = []
    for path, schema in schemas(document):
        said = {"$ref", "anyOf", "oneOf", "allOf", "const", "enum", "type"} & schema.keys()
        kind = schema.get("type")
        if not said:
            untyped.append(path)
        if {"const", "enum"} & schema.keys() and not kind:
            untyped.append(f"{path}: type")
        if kind == "array" and not {"items", "prefixItems"} & schema.keys():
            untyped.append(f"{path}: items")
        if kind == "object" and not schema.get("properties"):
            untyped.append(f"{path}: properties")
        if kind == "object" and schema.get("additionalProperties") is not False:
            untyped.append(f"{path}: open")
    assert untyped == []


def test_answers_always_hold_every_key(document: dict[str, Any]) -> None:
    optional = {
        f"{name}.{key}"
        for name, schema in document["components"]["schemas"].items()
        for key in set(schema.get("properties", {})) - set(schema.get("required", []))
    }
    assert optional <= MAY_BE_LEFT_OUT
    defaults = [
        path
        for path, schema in schemas(document)
        if "default" in schema and "?" not in path  # openapi-typescript takes it for "always"
    ]
    assert defaults == []


def test_everything_is_described(document: dict[str, Any]) -> None:
    named = document["components"]["schemas"]
    silent = [name for name, schema in named.items() if not schema.get("description")]
    for name, schema in named.items():
        for key, inner in schema.get("properties", {}).items():
            target = named.get(inner.get("$ref", "").rsplit("/")[-1], {})
            text = inner.get("description") or target.get("description", "")
            if not says_something(text, key):
                silent.append(f"{name}.{key}: {text}")
    for where, operation in operations(document):
        if not (operation.get("summary") and operation.get("description")):
            silent.append(where)
        silent.extend(
            f"{where}?{parameter['name']}"
            for parameter in operation.get("parameters", [])
            if not says_something(parameter.get("description", ""), parameter["name"])
        )
    assert silent == []


def says_something(text: str, name: str) -> bool:
    """Whether it is a sentence, and not the name again."""
    plain = re.sub(r"\W+", " ", text).strip().lower()
    return bool(plain) and text.endswith((".", "…")) and plain != name.replace("_", " ")


def test_names_are_readable_and_never_numbered(document: dict[str, Any]) -> None:
    odd = [
        name
        for name in document["components"]["schemas"]
        if not re.fullmatch(r"[A-Z][A-Za-z]+", name)
    ]
    assert odd == []


def test_no_type_is_left_over(document: dict[str, Any]) -> None:
    used = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document)))
    assert set(document["components"]["schemas"]) == used


def test_operations_are_named_once_and_have_problems_for_errors(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _where, operation in operations(document)]
    assert len(ids) == len(set(ids))
    assert [
        name
        for name in ids
        if not re.fullmatch(r"(get|list|resolve|search|suggest)(_[a-z]+)*", name)
    ] == []
    for where, operation in operations(document):
        failures = {
            status: response
            for status, response in operation["responses"].items()
            if int(status) >= 400
        }
        assert "422" in failures, where
        for status, response in failures.items():
            assert list(response["content"]) == ["application/problem+json"], (where, status)
            schema = response["content"]["application/problem+json"]["schema"]
            assert schema["$ref"].endswith("Problem"), (where, status)


def test_parameters_say_what_an_address_can_say(document: dict[str, Any]) -> None:
    nullable = [
        (where, parameter["name"])
        for where, operation in operations(document)
        for parameter in operation.get("parameters", [])
        if '"null"' in json.dumps(parameter["schema"])
    ]
    assert nullable == []


def test_every_stream_is_told_apart_by_type(document: dict[str, Any]) -> None:
    named = document["components"]["schemas"]
    unions = {
        name: schema
        for name, schema in named.items()
        if schema.get("discriminator", {}).get("propertyName") == "type"
    }
    assert {"BodyBlock", "AccordionContentBlock", "LinksBlock", "LinkGroupsBlock"} <= set(unions)
    for name, union in unions.items():
        mapping = union["discriminator"]["mapping"]
        assert sorted(mapping.values()) == sorted(each["$ref"] for each in union["oneOf"]), name
        for tag, target in mapping.items():
            block = named[target.rsplit("/")[-1]]
            assert block["properties"]["type"]["const"] == tag
            assert set(block["properties"]) == {"type", "id", "value"}
    assert len(unions["BodyBlock"]["oneOf"]) == 16
    body = named["NewsPageDetail"]["properties"]["body"]
    assert body["items"] == {"$ref": "#/components/schemas/BodyBlock"}


def test_nested_blocks_are_exact(document: dict[str, Any]) -> None:
    named = document["components"]["schemas"]
    items = named["AccordionValue"]["properties"]["items"]
    assert items["items"] == {"$ref": "#/components/schemas/AccordionItemValue"}
    content = named["AccordionItemValue"]["properties"]["content"]
    assert content["items"] == {"$ref": "#/components/schemas/AccordionContentBlock"}
    assert set(named["AccordionContentBlock"]["discriminator"]["mapping"]) == {
        "rich_text",
        "image",
        "embed",
        "downloads",
    }


def test_null_is_said_where_it_happens_and_nowhere_else(document: dict[str, Any]) -> None:
    named = document["components"]["schemas"]

    def may_be_null(path: str) -> bool:
        name, key = path.split(".")
        return {"type": "null"} in named[name]["properties"][key].get("anyOf", [])

    never = ["QuoteValue.role", "FigureValue.source", "NewsPageDetail.kind", "NewsPageDetail.date"]
    never += ["Contact.phone", "GalleryImageValue.image", "HeadingValue.anchor"]
    always = ["CaptionedImageValue.image", "NewsPageDetail.image", "LatestNewsValue.topic"]
    always += ["EmbedValue.html", "Site.default_contact", "NewsPageDetailMeta.parent"]
    assert [path for path in never if may_be_null(path)] == []
    assert [path for path in always if not may_be_null(path)] == []


def test_page_types_are_told_apart_by_meta_type(document: dict[str, Any]) -> None:
    named = document["components"]["schemas"]
    for kind in ("Detail", "Summary"):
        members = [each["$ref"].rsplit("/")[-1] for each in named[f"Page{kind}"]["oneOf"]]
        types = [
            named[named[name]["properties"]["meta"]["$ref"].rsplit("/")[-1]]["properties"]["type"][
                "const"
            ]
            for name in members
        ]
        assert len(set(types)) == len(types) == len(members) >= 5
        assert "news.NewsPage" in types


def test_choices_are_spelled_out(document: dict[str, Any]) -> None:
    kind = document["components"]["schemas"]["NewsPageDetail"]["properties"]["kind"]
    assert kind["enum"] == ["press_release", "statement", "story", "speech", "advisory"]
    assert "`advisory` (Media advisory)" in kind["description"]


def test_a_taken_name_gets_the_place_in_front() -> None:
    named = openapi()["components"]["schemas"]
    quote = named["QuoteBlock"]["properties"]["value"]
    assert quote["$ref"] == "#/components/schemas/QuoteValue"
    assert named["RecipeQuoteBlock"]["properties"]["value"]["type"] == "string"


def test_a_new_page_type_leaves_all_other_types_as_they_are() -> None:
    """The tests' own page type stands first among the apps."""
    published, here = (doc["components"]["schemas"] for doc in (snapshot(), openapi()))
    lists_page_types = ("PageDetail", "PageSummary")
    changed = [
        name
        for name, schema in published.items()
        if here.get(name) != schema and name not in lists_page_types
    ]
    assert changed == []


def test_the_document_is_the_same_in_every_language() -> None:
    from django.utils import translation

    from cms.delivery.api import api as delivery_api

    with translation.override("fr"):
        in_french = delivery_api.get_openapi_schema()
    assert in_french == openapi()
