"""The OpenAPI document as published: what Ninja writes, made exact for generated clients."""

import json
from typing import Any

from cms.delivery.errors import CONTENT_TYPE, status_title

METHODS = ("get", "post", "put", "patch", "delete", "head", "options")


def publish(document: dict[str, Any]) -> dict[str, Any]:
    """The finished document, as plain JSON; in the same order whoever makes it."""
    finished: dict[str, Any] = json.loads(json.dumps(document, default=str))
    finished["servers"] = [{"url": "/", "description": "Where this document is served."}]
    for operation in operations(finished):
        _name_problems(operation)
        for parameter in operation.get("parameters", []):
            _finish_parameter(parameter)
    schemas = finished["components"]["schemas"]
    for schema in schemas.values():
        for told in schema.get("properties", {}).values():
            told.pop("default", None)  # answers say everything; nothing is filled in for them
    _forget_titles(finished)
    used = _used(finished, schemas)
    finished["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}
    return finished


def as_text(document: dict[str, Any]) -> str:
    """As it is kept in files: readable, and changed only where something changed."""
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Every operation of a document."""
    return [
        operation
        for path in document["paths"].values()
        for method, operation in path.items()
        if method in METHODS
    ]


def _name_problems(operation: dict[str, Any]) -> None:
    """Errors are `application/problem+json`, which Ninja cannot say."""
    for status, response in operation["responses"].items():
        response["description"] = status_title(int(status))
        if int(status) >= 400 and "application/json" in response.get("content", {}):
            response["content"] = {CONTENT_TYPE: response["content"]["application/json"]}


def _finish_parameter(parameter: dict[str, Any]) -> None:
    """An address cannot say null; and what is said of the parameter need not be said twice."""
    if parameter["in"] == "path" and parameter["name"].endswith("_id"):
        parameter.setdefault("description", f"The {parameter['name'].removesuffix('_id')}'s id.")
    schema = parameter["schema"]
    choices = [choice for choice in schema.get("anyOf", []) if choice.get("type") != "null"]
    if len(choices) == 1:
        del schema["anyOf"]
        schema.update(choices[0])
    elif choices:
        schema["anyOf"] = choices
    for said_above in ("description", "examples"):
        schema.pop(said_above, None)
    if schema.get("default", ...) is None:
        del schema["default"]
    if "examples" in parameter:  # a list in JSON Schema, named objects in OpenAPI
        example = parameter.pop("examples")[0]
        if parameter["required"]:
            parameter["example"] = example
        else:  # the page to try it out would send it
            parameter["description"] += f" Example: `{example}`."


def _forget_titles(part: Any) -> None:
    """Titles that Pydantic makes up from names: `Html Path` says less than `html_path`."""
    if isinstance(part, list):
        for inner in part:
            _forget_titles(inner)
    elif isinstance(part, dict):
        for name, inner in part.items():
            if name == "properties":
                for schema in inner.values():
                    _forget_titles(schema)
            elif name not in ("info", "example", "examples", "enum"):
                _forget_titles(inner)
        if isinstance(part.get("title"), str) and "openapi" not in part and "version" not in part:
            del part["title"]


def _used(document: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    """The types that answers, and the types of answers, refer to."""
    used: set[str] = set()
    waiting: list[Any] = [document["paths"]]
    while waiting:
        for name in _references(waiting.pop()) - used:
            used.add(name)
            waiting.append(schemas[name])
    return used


def _references(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(_references, part))
    if not isinstance(part, dict):
        return set()
    found = set().union(*map(_references, part.values()))
    if isinstance(part.get("$ref"), str):
        found.add(part["$ref"].rsplit("/", 1)[-1])
    return found
