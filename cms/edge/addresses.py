"""How an operator names a cache: `varnish://10.0.0.5:6081`, `fastly://SERVICE?soft=true`."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

AGAIN = 5.0  # seconds; see `Address.again`
_LONGEST = 300
_YES_NO = {"true": True, "1": True, "false": False, "0": False}


class AddressError(ValueError):
    """Says what is wrong with an address, in words for its operator."""


@dataclass(frozen=True)
class Address:
    """One entry of EDGE_PURGE.

    `again`: seconds after which all is purged once more, for what was on its way into the cache
    while the content changed; 0: never. `soft`: what is purged may still be served once, while
    its successor is fetched. `api`: in place of the provider's own.
    """

    scheme: str
    host: str
    url: str  # as given, for those that are called at it
    name: str  # without what nobody needs to see
    soft: bool = False
    again: float = AGAIN
    api: str = ""

    @classmethod
    def parse(cls, text: str) -> "Address":
        try:
            parts = urlsplit(text)
            _port = parts.port
        except ValueError as error:
            raise AddressError(f"{text} is no address: {error}") from error
        if parts.username or parts.password:
            raise AddressError("Secrets are given in variables of their own, not in EDGE_PURGE")
        if not parts.scheme or not parts.hostname:
            raise AddressError(f"{text} must look like varnish://10.0.0.5:6081")
        name = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        if parts.scheme in ("http", "https"):  # the query is the receiver's
            return cls(parts.scheme, parts.netloc, text, name)
        return cls(parts.scheme, parts.netloc, text, name, **_options(parts))


def _options(parts: SplitResult) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in parse_qsl(parts.query, keep_blank_values=True):
        if key == "soft":
            found[key] = _yes_or_no(value)
        elif key == "again":
            found[key] = _duration(value)
        elif key == "api":
            found[key] = _origin(value)
        else:
            raise AddressError(f"{key} is no option; there are soft, again and api")
    return found


def _origin(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise AddressError(f"api={value} must start with http:// or https://")
    return value.rstrip("/")


def _yes_or_no(value: str) -> bool:
    if value.lower() not in _YES_NO:
        raise AddressError(f"soft={value} must be true or false")
    return _YES_NO[value.lower()]


def _duration(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= _LONGEST:
        raise AddressError(f"again={value} must be a number of seconds, up to {_LONGEST}")
    return seconds
