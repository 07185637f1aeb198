"""Where a link may lead."""

import re

_PROTOCOLS = ("http://", "https://", "mailto:", "tel:", "/", "#")
_PASSED_OVER = re.compile(r"[\t\n\r]")  # by browsers, inside of an address: `java\nscript:`
_IMPOSSIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")  # browsers read a backslash as a slash


def clean_address(url: str) -> str:
    """The address as a browser reads it; empty for one that a link may not lead to.

    Known protocols, paths of this site, and anchors are right.
    """
    address = _PASSED_OVER.sub("", url).strip()
    if _IMPOSSIBLE.search(address) or address.startswith("//"):
        return ""
    return address if address.lower().startswith(_PROTOCOLS) else ""


def is_safe_address(url: str) -> bool:
    """Whether a link may lead there."""
    return bool(clean_address(url))


def is_web_address(url: str) -> bool:
    """Whether it is a safe address with scheme and host."""
    return clean_address(url).lower().startswith(("http://", "https://"))
