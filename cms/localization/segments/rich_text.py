"""Rich text: a template, and each sentence with its inline markup as one segment.

wagtail-localize takes rich text apart by itself, but ends a sentence at each tag that it does
not know, fails at tags with attributes other than links, and passes over images' alt texts.
So what it does not know goes in as a link that remembers its tag, and an alt text as a
paragraph behind its image.
"""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import INLINE_TAGS, StringValue, extract_strings

from cms.localization.segments.kinds import Kind, Segments, register
from cms.localization.segments.references import Known, Needed, Versions

_BLOCK_TAGS = re.compile(
    "address|article|aside|audio|blockquote|body|caption|col|colgroup|dd|details|div|dl|dt|embed|"
    "fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|"
    "meta|nav|noscript|object|ol|option|p|pre|script|section|select|style|summary|table|tbody|td|"
    "template|textarea|tfoot|th|thead|title|tr|ul|video"
)
_TAG, _ALT = "data-own-tag", "data-alt-text"
Strings = list[tuple[StringValue, dict[str, Any]]]


class RichText(Kind):
    def collect(self, stored: Any, into: Needed) -> None:
        if isinstance(stored, str) and ("<embed" in stored or "linktype" in stored):
            soup = BeautifulSoup(stored, "html.parser")
            for image in soup.find_all("embed", embedtype="image"):
                into.object(get_image_model(), image.get("id"))
            for link in soup.find_all("a", linktype="document"):
                into.object(get_document_model(), link.get("id"))

    def extract(self, stored: Any, known: Known) -> Segments:
        if not isinstance(stored, str) or not stored.strip():
            return
        template, strings = taken_apart(stored)
        if not strings:
            return
        yield TemplateSegmentValue("", "html", template, len(strings))
        for string, attributes in strings:
            yield StringSegmentValue("", string, attrs=attributes)
        addresses = {
            each["href"]
            for _string, attributes in strings
            for each in attributes.values()
            if each.get("href")
        }
        for href in sorted(addresses):
            yield OverridableSegmentValue(quote_path_component(href), href)

    def restore(self, stored: Any, segments: list[Any], versions: Versions) -> Any:
        if not any(isinstance(segment, TemplateSegmentValue) for segment in segments):
            return stored
        _format, template, strings = organise_template_segments(segments)
        return put_together(template, strings)


@register(blocks.RichTextBlock)
def rich_text(block: Any) -> Kind:
    return RichText()


def taken_apart(html: str) -> tuple[str, Strings]:
    """The template, and each text with the attributes of its links."""
    soup: Any = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        if element.name == "embed" and element.get("alt"):
            beside = soup.new_tag("p", attrs={_ALT: ""})
            beside.string = element.attrs.pop("alt")
            element.insert_after(beside)
        elif _is_strange(element):
            element.attrs[_TAG] = element.name
            element.name = "a"
    return extract_strings(str(soup))


def put_together(template: str, strings: Strings) -> str:
    """The reverse; what a translation has beyond its source loses its tag and keeps its text."""
    soup: Any = BeautifulSoup(template, "html.parser")
    for place in soup.find_all("text"):
        string, attributes = strings[int(place["position"])]
        place.replace_with(_with_attributes(string, attributes or {}))
    for element in soup.find_all("a", attrs={_TAG: True}):
        element.name = element.attrs.pop(_TAG)
    for beside in soup.find_all("p", attrs={_ALT: True}):
        if image := beside.find_previous_sibling("embed"):
            image["alt"] = beside.get_text()
        beside.decompose()
    return str(soup)


def _is_strange(element: Tag) -> bool:
    """Whether wagtail-localize cannot keep this inline tag inside a text."""
    if _BLOCK_TAGS.fullmatch(element.name) or element.name == "a":
        return False
    return element.name not in INLINE_TAGS or bool(element.attrs)


def _with_attributes(string: StringValue, attributes: dict[str, Any]) -> Any:
    soup: Any = BeautifulSoup(string.data, "html.parser")
    for element in soup.find_all(id=True):
        known = attributes.get(element["id"])
        if known is None:
            element.unwrap()
        else:
            element.attrs = dict(known)
    return soup
