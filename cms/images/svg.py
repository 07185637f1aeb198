"""Makes an uploaded SVG a mere drawing: no scripts, no events, nothing from elsewhere.

Only what is on the lists below stays. Browsers run no scripts in an `<img>`, but a frontend
may put a logo into its page, and a reader may open one by its address.
"""

import re
from typing import IO
from xml.etree.ElementTree import Element, ParseError, tostring  # only to write

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t

CONTENT_TYPE = "image/svg+xml"

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NAMES = """
    svg g defs symbol use switch title desc style view
    path rect circle ellipse line polyline polygon text tspan textPath image
    marker pattern mask clipPath linearGradient radialGradient stop filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
"""
_ELEMENTS = frozenset(_NAMES.split())
_MAX_DEPTH = 100
_LENGTH = re.compile(r"\s*\d{0,5}(\.\d+)?(px|pt|mm|cm|in|em|ex|%)?\s*")
_DATA = re.compile(r"\s*data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
# An address other than one inside the drawing, or an escape that could hide one.
_FOREIGN = re.compile(r"url\(\s*['\"]?\s*[^#'\"\s]|@import|image-set|\\", re.IGNORECASE)


def is_svg(name: str) -> bool:
    return name.lower().endswith(".svg")


def cleaned(file: IO[bytes]) -> bytes:
    """The drawing without anything that acts or loads.

    Raises:
        ValidationError: it is no SVG, declares entities, or is nested too deeply.
    """
    file.seek(0)
    try:
        root = parse(file).getroot()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _refusal() from error
    if root.tag != f"{{{_SVG}}}svg":
        raise _refusal()
    _clean(root)
    root.set("xmlns", _SVG)
    return tostring(root, encoding="utf-8")


def _refusal() -> ValidationError:
    return ValidationError(
        _t("This SVG cannot be read. Export it again, as “plain” or “optimised” SVG."),
        code="invalid_image",
    )


def _clean(root: Element) -> None:
    """Walks without recursion: the depth is the uploader's choice."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise _refusal()
        element.tag = _local(element)
        _clean_attributes(element)
        for child in list(element):
            if _stays(child):
                waiting.append((child, depth + 1))
            else:
                element.remove(child)


def _local(element: Element) -> str:
    name = str(element.tag).removeprefix(f"{{{_SVG}}}")
    return "g" if name == "a" else name  # a link in a picture leads nowhere


def _stays(element: Element) -> bool:
    if not isinstance(element.tag, str) or not element.tag.startswith(f"{{{_SVG}}}"):
        return False  # a comment, an instruction, or an editor's own data
    name = _local(element)
    if name == "style" and (len(element) or _FOREIGN.search(element.text or "")):
        return False
    return name in _ELEMENTS


def _clean_attributes(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        name = "href" if name == _XLINK_HREF else name
        if _is_harmless(element.tag, name, value):
            element.set(name, value)


def _is_harmless(tag: str, name: str, value: str) -> bool:
    if name == "href":
        inside = value.strip().startswith("#")
        return inside or (tag == "image" and _DATA.fullmatch(value) is not None)
    if tag == "svg" and name in {"width", "height"}:
        return _LENGTH.fullmatch(value) is not None
    if name in {f"{_XML}space", f"{_XML}lang"}:
        return True
    foreign_name = "{" in name or ":" in name or name.lower().startswith("on")
    return not foreign_name and not _FOREIGN.search(value)
