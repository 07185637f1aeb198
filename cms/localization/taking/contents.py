"""The segments of some content, by the place in which they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from cms.localization.fields import StreamField
from cms.localization.segments.kinds import Kind
from cms.localization.segments.structures import Items, Struct, part
from cms.localization.segments.tables import TypedTable

Groups = dict[str, list[Any]]


def place_of(path: str) -> str:
    """Links in rich text have paths of their own, in quotes."""
    return path.partition(".'")[0]


def groups_of(instance: Any, source: Any) -> Groups:
    """The segments of an instance by place; cells of tables in the places of the source's."""
    groups: Groups = defaultdict(list)
    for segment in extract_segments(instance):
        groups[place_of(segment.path)].append(segment)
    for there, here in _cells(instance, source):
        for place in [each for each in groups if _is_in(each, here)]:
            groups.setdefault(there + place[len(here) :], groups[place])
    return groups


def _is_in(place: str, prefix: str) -> bool:
    return place == prefix or place.startswith(prefix + ".")


def _cells(instance: Any, source: Any) -> Iterator[tuple[str, str]]:
    for each in get_translatable_fields(type(source)):
        field = each.get_field(type(source))
        if isinstance(field, StreamField):
            ours, theirs = (
                field.named(field.value_from_object(thing)) for thing in (instance, source)
            )
            yield from _twins(field.kind, theirs, ours, field.name)


def _twins(kind: Kind | None, source: Any, stored: Any, path: str) -> Iterator[tuple[str, str]]:
    """The places of the source's cells, and of those that stand for them."""
    if isinstance(kind, TypedTable):
        theirs, ours = list(kind.cells(source)), list(kind.cells(stored))
        if len(theirs) == len(ours):
            for there, here in zip(theirs, ours, strict=True):
                if there[0] != here[0]:
                    yield f"{path}.{there[0]}", f"{path}.{here[0]}"
    elif isinstance(kind, Struct):
        for name, child in kind.children.items():
            yield from _twins(child, part(source, name), part(stored, name), f"{path}.{name}")
    elif isinstance(kind, Items):
        own = {item["id"]: item for item in stored or []}
        for item in source or []:
            twin = own.get(item["id"])
            if twin and twin.get("type") == item.get("type"):
                inside = (item.get("value"), twin.get("value"))
                yield from _twins(kind.child(item), *inside, f"{path}.{item['id']}")


class Canon:
    """What segments say, however it is written; links to one page in any language are one."""

    def __init__(self, *groups: Groups) -> None:
        found: set[str] = set()
        for each in groups:
            for segment in _all(each):
                for attributes in (getattr(segment, "attrs", None) or {}).values():
                    if attributes.get("linktype") == "page":
                        found.add(str(attributes.get("id")))
        pks = [pk for pk in found if pk.isdecimal()]
        pages = Page.objects.filter(pk__in=pks) if pks else Page.objects.none()
        self._keys = {str(pk): key for pk, key in pages.values_list("pk", "translation_key")}

    def attributes(self, attributes: dict[str, Any]) -> tuple[Any, ...]:
        plain = {name: str(value) for name, value in attributes.items()}
        if plain.get("linktype") == "page":
            plain["id"] = str(self._keys.get(plain.get("id", ""), plain.get("id")))
        return tuple(sorted(plain.items()))

    def __call__(self, segments: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(self._of(segment) for segment in segments if "'" not in segment.path)

    def _of(self, segment: Any) -> Any:
        if isinstance(segment, StringSegmentValue):
            links = (segment.attrs or {}).items()
            attributes = tuple((name, self.attributes(value)) for name, value in links)
            return html(segment.string.data), attributes
        if isinstance(segment, TemplateSegmentValue):
            return re.sub(r"\s+", "", html(segment.template))
        if isinstance(segment, OverridableSegmentValue):
            return str(segment.data)
        if isinstance(segment, RelatedObjectSegmentValue):
            return str(segment.translation_key)
        raise TypeError(f"{segment!r} is no segment that is known here.")


def html(data: str) -> str:
    """Without the keys that the editor gives to paragraphs."""
    soup: Any = BeautifulSoup(data, "html.parser")
    for paragraph in soup.find_all(attrs={"data-block-key": True}):
        del paragraph["data-block-key"]
    return str(soup).strip()


def _all(groups: Groups) -> Iterator[Any]:
    for segments in groups.values():
        yield from segments
