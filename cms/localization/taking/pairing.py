"""Which text of a source an edited text translates, and what it says of it."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from bs4 import BeautifulSoup
from wagtail_localize.models import OverridableSegment, StringSegment
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import quote_path_component

from cms.localization.taking.contents import Canon, html

Attributes = dict[str, dict[str, Any]]


def paired(
    rows: list[StringSegment], expected: list[Any], found: list[Any]
) -> Iterator[tuple[StringSegment, StringSegmentValue]]:
    """The texts in one place, in order; where one was added or removed, those of which it is
    certain."""
    before = [each for each in expected if isinstance(each, StringSegmentValue)]
    after = [each for each in found if isinstance(each, StringSegmentValue)]
    if len(rows) == len(after):
        yield from zip(rows, after, strict=True)
    elif len(rows) == len(before):
        said, says = ([html(each.string.data) for each in texts] for texts in (before, after))
        matcher = SequenceMatcher(None, said, says, autojunk=False)
        for _what, row, row_end, text, text_end in matcher.get_opcodes():
            if row_end - row == text_end - text:
                yield from zip(rows[row:row_end], after[text:text_end], strict=True)


class Links:
    """The links of a source's text in its translation."""

    def __init__(self, row: StringSegment, canon: Canon, elsewhere: dict[str, str]) -> None:
        self.row, self.canon = row, canon
        self.attributes: Attributes = json.loads(row.attrs or "null") or {}
        self.elsewhere = elsewhere  # where links lead in this language, by their place

    def named(self, value: StringSegmentValue) -> tuple[str, dict[str, str]]:
        """The text with its links named as in the source, and links that lead elsewhere now.

        A link that the source does not have loses its tag and keeps its text.
        """
        theirs: Attributes = value.attrs or {}
        names = self._same(theirs)
        leading = self._leading_elsewhere(theirs, names)
        soup: Any = BeautifulSoup(value.string.data, "html.parser")
        for element in soup.find_all(id=True):
            name = names.get(element["id"])
            if name is None:
                element.unwrap()
            else:
                element["id"] = name
        return str(soup), leading

    def _same(self, theirs: Attributes) -> dict[str, str]:
        """The source's name of each link that leads where one of the source's does."""
        found: dict[str, str] = {}
        for here in (self._here, dict):
            for theirs_name, attributes in theirs.items():
                if theirs_name in found:
                    continue
                wanted = self.canon.attributes(attributes)
                for name, own in self.attributes.items():
                    if name not in found.values() and (self.canon.attributes(here(own)) == wanted):
                        found[theirs_name] = name
                        break
        return found

    def _here(self, attributes: dict[str, Any]) -> dict[str, Any]:
        """A link of the source, as it is in this language."""
        place = self.place(attributes)
        if place in self.elsewhere:
            return {**attributes, "href": self.elsewhere[place]}
        return attributes

    def place(self, attributes: dict[str, Any]) -> str:
        return f"{self.row.context.path}.{quote_path_component(attributes.get('href') or '')}"

    def _leading_elsewhere(self, theirs: Attributes, names: dict[str, str]) -> dict[str, str]:
        """By their place; also those that lead again where the source's do."""
        left = [name for name in self.attributes if name not in names.values()]
        for theirs_name, attributes in theirs.items():
            if theirs_name in names or not attributes.get("href"):
                continue
            for name in left:
                if self.attributes[name].get("href"):
                    names[theirs_name] = name
                    left.remove(name)
                    break
        return {
            self.place(self.attributes[name]): str(theirs[theirs_name]["href"])
            for theirs_name, name in names.items()
            if theirs[theirs_name].get("href") and self.attributes[name].get("href")
        }


def chosen(row: OverridableSegment, found: list[Any]) -> Any:
    """What stands in the place of what languages share; None if there is nothing."""
    for each in found:
        if isinstance(each, OverridableSegmentValue) and "'" not in each.path:
            return each.data
    return None
