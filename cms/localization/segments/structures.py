"""Blocks that hold others: structs, lists and streams."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from wagtail import blocks

from cms.localization.segments.kinds import Kind, Segments, kind_of, register
from cms.localization.segments.references import Known, Needed, Versions


class Struct(Kind):
    """Its children's texts, whether the content is older than a child or not."""

    def __init__(self, block: Any) -> None:
        self.children = {name: kind_of(child) for name, child in block.child_blocks.items()}

    def name(self, stored: Any, seed: str) -> None:
        for name, child in self.children.items():
            child.name(part(stored, name), f"{seed}.{name}")

    def collect(self, stored: Any, into: Needed) -> None:
        for name, child in self.children.items():
            child.collect(part(stored, name), into)

    def extract(self, stored: Any, known: Known) -> Segments:
        for name, child in self.children.items():
            for segment in child.extract(part(stored, name), known):
                yield segment.wrap(name)

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        restored = {
            name: self.children[name].restore(part(stored, name), own, versions)
            for name, own in by_first(segments).items()
            if name in self.children
        }
        return {**(stored if isinstance(stored, dict) else {}), **restored}


@register(blocks.BaseStructBlock)
def struct(block: Any) -> Kind:
    return Struct(block)


class Items(Kind):
    """A list or a stream: what is stored are items with an id, a type and a value."""

    def child(self, item: Any) -> Kind | None:
        raise NotImplementedError

    def put_in_items(self, stored: list[Any]) -> None:
        """Give items their envelopes, where older content has none."""

    def name(self, stored: Any, seed: str) -> None:
        if not isinstance(stored, list):
            return
        self.put_in_items(stored)
        seen: set[str] = set()
        for index, item in enumerate(stored):
            if child := self.child(item):
                item["id"] = _own_id(item.get("id"), seen, f"{seed}.{index}")
                child.name(item.get("value"), item["id"])

    def collect(self, stored: Any, into: Needed) -> None:
        for item in stored or []:
            if child := self.child(item):
                child.collect(item.get("value"), into)

    def extract(self, stored: Any, known: Known) -> Segments:
        for item in stored or []:
            if child := self.child(item):
                for segment in child.extract(item.get("value"), known):
                    yield segment.wrap(item["id"])

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        own = by_first(segments)
        return [self._restored(item, own, versions) for item in stored or []]

    def _restored(self, item: Any, own: dict[str, list[Any]], versions: Versions) -> Any:
        child = self.child(item)
        if not child or item["id"] not in own:
            return item
        value = child.restore(item.get("value"), own[item["id"]], versions)
        return {**item, "value": value}


class List(Items):
    def __init__(self, block: Any) -> None:
        self.item = kind_of(block.child_block)

    def child(self, item: Any) -> Kind | None:
        return self.item

    def put_in_items(self, stored: list[Any]) -> None:
        for index, item in enumerate(stored):
            if not (isinstance(item, dict) and {"id", "value"} <= item.keys()):
                stored[index] = {"type": "item", "value": item, "id": None}


@register(blocks.ListBlock)
def list_of_items(block: Any) -> Kind:
    return List(block)


class Stream(Items):
    def __init__(self, block: Any) -> None:
        self.children = {name: kind_of(child) for name, child in block.child_blocks.items()}

    def child(self, item: Any) -> Kind | None:
        return self.children.get(part(item, "type"))


@register(blocks.BaseStreamBlock)
def stream(block: Any) -> Kind:
    return Stream(block)


def part(stored: Any, name: str) -> Any:
    """A child's stored value; None where the content is older than the child."""
    return stored.get(name) if isinstance(stored, dict) else None


def by_first(segments: Iterable[Any]) -> dict[str, list[Any]]:
    """The segments by the first part of their paths, which they lose."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for segment in segments:
        name, inner = segment.unwrap()
        grouped[name].append(inner)
    return dict(grouped)


def _own_id(given: Any, seen: set[str], seed: str) -> str:
    """An item's id; paths are written with dots, and two items may not share one."""
    own = given if isinstance(given, str) and given and "." not in given else ""
    if not own or own in seen:
        own = str(uuid.uuid5(uuid.NAMESPACE_OID, seed))
    seen.add(own)
    return own
