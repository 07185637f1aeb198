"""Tables, cell by cell."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from cms.localization.segments.kinds import Kind, Segments, Text, kind_of, register
from cms.localization.segments.references import Known, Needed, Versions
from cms.localization.segments.structures import by_first, part


class TypedTable(Kind):
    """Caption, headings and cells.

    Rows and columns have no ids, so a cell is found again by what stands in it: moving rows
    keeps their translations, and a word that stands in many cells is translated once.
    """

    def __init__(self, block: Any) -> None:
        self.columns = {name: kind_of(child) for name, child in block.child_blocks.items()}

    def cells(self, stored: Any) -> Iterator[tuple[str, Kind, dict[str, Any] | list[Any], Any]]:
        """Each with its path, its kind, and where it is kept: a container and the key there."""
        if not isinstance(stored, dict):
            return
        yield "caption", Text(), stored, "caption"
        columns = stored.get("columns") or []
        for column in columns:
            yield _path("heading", part(column, "heading")), Text(), column, "heading"
        for row in stored.get("rows") or []:
            values = part(row, "values") or []
            for index, (column, value) in enumerate(zip(columns, values, strict=False)):
                if kind := self.columns.get(part(column, "type")):
                    yield _path("cell", value), kind, values, index

    def name(self, stored: Any, seed: str) -> None:
        for path, kind, kept_in, key in self.cells(stored):
            kind.name(_at(kept_in, key), f"{seed}.{path}")

    def collect(self, stored: Any, into: Needed) -> None:
        for _path, kind, kept_in, key in self.cells(stored):
            kind.collect(_at(kept_in, key), into)

    def extract(self, stored: Any, known: Known) -> Segments:
        seen = set()
        for path, kind, kept_in, key in self.cells(stored):
            if path not in seen:
                seen.add(path)
                for segment in kind.extract(_at(kept_in, key), known):
                    yield segment.wrap(path)

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        own = by_first(segments)
        restored = json.loads(json.dumps(stored))
        for path, kind, kept_in, key in self.cells(restored):
            if path in own:
                kept_in[key] = kind.restore(_at(kept_in, key), list(own[path]), versions)
        return restored


def _at(kept_in: Any, key: Any) -> Any:
    return kept_in.get(key) if isinstance(kept_in, dict) else kept_in[key]


def _path(of: str, value: Any) -> str:
    basis = json.dumps(value, sort_keys=True, default=str)
    return f"{of}-{uuid.uuid5(uuid.NAMESPACE_OID, basis)}"


@register(BaseTypedTableBlock)
def typed_table(block: Any) -> Kind:
    return TypedTable(block)
