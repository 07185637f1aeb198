"""Which changes between two OpenAPI documents break clients.

What a schema allows is compared, not how it is written: names of types, order and descriptions
do not matter on the wire. An answer that may be *more* than before breaks who reads it; a request
that may be *less* breaks who sends it.

                  in answers                    in requests
    more allowed  breaking; a new member of a   safe
                  union: for exhaustive clients
    less allowed  safe                          breaking
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cms.delivery.openapi import METHODS

Schema = dict[str, Any]


class Level(StrEnum):
    BREAKING = "breaking"
    EXHAUSTIVE = "exhaustive"  # what runs goes on; what names all cases must be compiled anew
    SAFE = "safe"


class Side(StrEnum):
    ANSWER = "answer"
    REQUEST = "request"


@dataclass(frozen=True, order=True)
class Change:
    level: Level
    where: str
    message: str


_LIMITS = {  # whether a greater number allows more
    "maximum": True,
    "maxLength": True,
    "maxItems": True,
    "minimum": False,
    "minLength": False,
    "minItems": False,
}


def compare(old: Schema, new: Schema) -> list[Change]:
    """All changes, the breaking ones first."""
    changes = set(_Comparison(old, new).changes())
    order = list(Level)
    return sorted(changes, key=lambda each: (order.index(each.level), each.where, each.message))


class _Comparison:
    def __init__(self, old: Schema, new: Schema) -> None:
        self.old, self.new = old, new
        self.seen: set[tuple[str, str, Side]] = set()

    def changes(self) -> Iterator[Change]:
        before, after = _operations(self.old), _operations(self.new)
        for where in before.keys() - after.keys():
            yield Change(Level.BREAKING, where, "is gone")
        for where in after.keys() - before.keys():
            yield Change(Level.SAFE, where, "is new")
        for where in before.keys() & after.keys():
            yield from self._operation(where, before[where], after[where])
        for name in _schemas(self.old).keys() - _schemas(self.new).keys():
            yield Change(Level.EXHAUSTIVE, name, "no type has this name any more")

    def _operation(self, where: str, old: Schema, new: Schema) -> Iterator[Change]:
        if old.get("operationId") != new.get("operationId"):
            message = f"generated clients call it {new.get('operationId')} now"
            yield Change(Level.EXHAUSTIVE, where, message)
        yield from self._parameters(where, _by_name(old), _by_name(new))
        yield from self._body(where, old.get("requestBody"), new.get("requestBody"))
        yield from self._responses(where, old["responses"], new["responses"])

    def _parameters(self, where: str, old: Schema, new: Schema) -> Iterator[Change]:
        for name in old.keys() - new.keys():
            yield Change(Level.BREAKING, f"{where}?{name}", "is no parameter any more")
        for name in new.keys() - old.keys():
            level = Level.BREAKING if new[name].get("required") else Level.SAFE
            kind = "required" if new[name].get("required") else "optional"
            yield Change(level, f"{where}?{name}", f"is a new {kind} parameter")
        for name in old.keys() & new.keys():
            here = f"{where}?{name}"
            if new[name].get("required") and not old[name].get("required"):
                yield Change(Level.BREAKING, here, "is required now")
            yield from self._default(here, old[name]["schema"], new[name]["schema"])
            yield from self._schema(here, old[name]["schema"], new[name]["schema"], Side.REQUEST)

    def _default(self, where: str, old: Schema, new: Schema) -> Iterator[Change]:
        if old.get("default") != new.get("default"):
            message = f"without it, it was {old.get('default')!r} and is {new.get('default')!r}"
            yield Change(Level.BREAKING, where, message)

    def _body(self, where: str, old: Schema | None, new: Schema | None) -> Iterator[Change]:
        here = f"{where} body"
        if old is None and new is not None and new.get("required"):
            yield Change(Level.BREAKING, here, "is required now")
        elif old is not None and new is None:
            yield Change(Level.BREAKING, here, "is not taken any more")
        elif old is not None and new is not None:
            if new.get("required") and not old.get("required"):
                yield Change(Level.BREAKING, here, "is required now")
            yield from self._content(here, old["content"], new["content"], Side.REQUEST)

    def _responses(self, where: str, old: Schema, new: Schema) -> Iterator[Change]:
        for status in old.keys() - new.keys():
            level = Level.BREAKING if status < "400" else Level.SAFE
            yield Change(level, f"{where} {status}", "is no answer any more")
        for status in new.keys() - old.keys():
            level = Level.BREAKING if status < "400" else Level.SAFE
            yield Change(level, f"{where} {status}", "is a new answer")
        for status in old.keys() & new.keys():
            before, after = old[status].get("content", {}), new[status].get("content", {})
            yield from self._content(f"{where} {status}", before, after, Side.ANSWER)

    def _content(self, where: str, old: Schema, new: Schema, side: Side) -> Iterator[Change]:
        for media in old.keys() - new.keys():
            yield Change(Level.BREAKING, where, f"is not {media} any more")
        for media in new.keys() - old.keys():
            yield Change(Level.SAFE, where, f"may be {media}")
        for media in old.keys() & new.keys():
            yield from self._schema(where, old[media]["schema"], new[media]["schema"], side)

    def _schema(self, where: str, old: Schema, new: Schema, side: Side) -> Iterator[Change]:
        """Two types at one place; what is inside of a named one is told once, under its name."""
        if "$ref" in old and "$ref" in new:
            where = _reference(old)
        before = _alternatives(old, _schemas(self.old))
        after = _alternatives(new, _schemas(self.new))
        is_union = sum(kind != "null" for kind in before) > 1 or _is_union(old, _schemas(self.old))
        for kind in before.keys() - after.keys():
            yield _narrowed(where, side, f"can no longer be {kind}", in_union=is_union)
        for kind in after.keys() - before.keys():
            # a further object beside others has a case of its own; null, text or list have none
            in_union = is_union and kind.startswith("object")
            yield _widened(where, side, f"can be {kind} now", in_union=in_union)
        for kind in before.keys() & after.keys():
            yield from self._alike(where, before[kind], after[kind], side)

    def _alike(self, where: str, one: "_Named", other: "_Named", side: Side) -> Iterator[Change]:
        """Two types of one kind."""
        old, new = one.schema, other.schema
        if one.name:
            if (one.name, other.name or where, side) in self.seen:
                return
            self.seen.add((one.name, other.name or where, side))
            where = one.name
        yield from _values(where, old, new, side)
        yield from _limits(where, old, new, side)
        for rule in ("format", "pattern"):
            if old.get(rule) and old.get(rule) != new.get(rule):
                yield _widened(where, side, f"has not the {rule} {old[rule]} any more")
            if new.get(rule) and old.get(rule) != new.get(rule):
                yield _narrowed(where, side, f"has the {rule} {new[rule]} now")
        if "items" in old and "items" in new:
            yield from self._schema(f"{where}[]", old["items"], new["items"], side)
        if "properties" in old or "properties" in new:
            yield from self._properties(where, old, new, side)

    def _properties(self, where: str, old: Schema, new: Schema, side: Side) -> Iterator[Change]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed_before, needed_after = set(old.get("required", [])), set(new.get("required", []))
        for name in before.keys() - after.keys():
            yield Change(Level.BREAKING, f"{where}.{name}", "is gone")
        for name in after.keys() - before.keys():
            must_be_sent = side is Side.REQUEST and name in needed_after
            level = Level.BREAKING if must_be_sent else Level.SAFE
            yield Change(level, f"{where}.{name}", "is new" + " and required" * must_be_sent)
        for name in before.keys() & after.keys():
            here = f"{where}.{name}"
            if name in needed_before - needed_after:
                yield _widened(here, side, "may be left out now")
            if name in needed_after - needed_before:
                yield _narrowed(here, side, "is always there now")
            yield from self._schema(here, before[name], after[name], side)


def _values(where: str, old: Schema, new: Schema, side: Side) -> Iterator[Change]:
    """Allowed values, of choices and constants."""
    before, after = _enum(old), _enum(new)
    if before is None and after is not None:
        yield _narrowed(where, side, "is one of a few values now")
    elif before is not None and after is None:
        yield _widened(where, side, "can be any value now")
    elif before is not None and after is not None:
        for value in before - after:
            yield _narrowed(where, side, f"can no longer be {value}", in_union=True)
        for value in after - before:
            yield _widened(where, side, f"can be {value} now", in_union=True)


def _limits(where: str, old: Schema, new: Schema, side: Side) -> Iterator[Change]:
    """Bounds matter to who must keep them, not to who reads what keeps them."""
    if side is Side.ANSWER:
        return
    for name, greater_is_more in _LIMITS.items():
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        tighter = after is not None and (before is None or (after < before) == greater_is_more)
        level = Level.BREAKING if tighter else Level.SAFE
        yield Change(level, where, f"has {name} {after} now, before {before}")


def _widened(where: str, side: Side, message: str, *, in_union: bool = False) -> Change:
    if side is Side.REQUEST:
        return Change(Level.SAFE, where, message)
    return Change(Level.EXHAUSTIVE if in_union else Level.BREAKING, where, message)


def _narrowed(where: str, side: Side, message: str, *, in_union: bool = False) -> Change:
    if side is Side.REQUEST:
        return Change(Level.BREAKING, where, message)
    return Change(Level.EXHAUSTIVE if in_union else Level.SAFE, where, message)


def _operations(document: Schema) -> dict[str, Schema]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    }


def _by_name(operation: Schema) -> Schema:
    return {each["name"]: each for each in operation.get("parameters", [])}


def _schemas(document: Schema) -> Schema:
    found: Schema = document.get("components", {}).get("schemas", {})
    return found


def _reference(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rsplit("/", 1)[-1]


def _is_union(schema: Schema, named: Schema) -> bool:
    while "$ref" in schema:
        schema = named[_reference(schema)]
    return "discriminator" in schema


@dataclass(frozen=True)
class _Named:
    """A type that is no union, and its name, if it has one."""

    name: str
    schema: Schema


def _alternatives(schema: Schema, named: Schema) -> dict[str, _Named]:
    """What a value can be, by kind; a member of a union by what tells it apart."""
    found: dict[str, _Named] = {}
    for each in _flat(schema, named):
        kind = key = _kind(each.schema, named)
        number = 1
        while key in found:
            number += 1
            key = f"{kind} ({number})"
        found[key] = each
    return found


def _flat(schema: Schema, named: Schema, name: str = "") -> Iterator[_Named]:
    if "$ref" in schema:
        yield from _flat(named[_reference(schema)], named, _reference(schema))
    elif choices := schema.get("anyOf") or schema.get("oneOf"):
        for choice in choices:
            yield from _flat(choice, named)
    else:
        yield _Named(name, schema)


def _kind(schema: Schema, named: Schema) -> str:
    kind = str(schema.get("type", "anything"))
    tags = " ".join(_tags(schema, named)) if kind == "object" else ""
    return f"{kind} {tags}".strip()


def _tags(schema: Schema, named: Schema) -> Iterator[str]:
    """The constants of an object, also those of its `meta`: what tells it from others."""
    for name, inner in sorted(schema.get("properties", {}).items()):
        if name == "meta" and "$ref" in inner:
            yield from _tags(named[_reference(inner)], named)
        elif "const" in inner:
            yield f"{name}={inner['const']}"


def _enum(schema: Schema) -> set[Any] | None:
    if "const" in schema:
        return {schema["const"]}
    return set(schema["enum"]) if "enum" in schema else None
