"""From EDGE_PURGE to services."""

from django.conf import settings

from cms.edge.addresses import Address, AddressError
from cms.edge.services.base import Service
from cms.edge.services.cloudflare import Cloudflare
from cms.edge.services.fastly import Fastly
from cms.edge.services.http import Endpoint
from cms.edge.services.varnish import Varnish

_KINDS: dict[str, type[Service]] = {
    "varnish": Varnish,
    "fastly": Fastly,
    "cloudflare": Cloudflare,
    "http": Endpoint,
    "https": Endpoint,
}


def parse(text: str) -> Service:
    """
    Raises:
        AddressError: nobody can be purged by this address.
    """
    address = Address.parse(text)
    if address.scheme not in _KINDS:
        raise AddressError(f"{text} must begin with one of {', '.join(_KINDS)}")
    kind = _KINDS[address.scheme]
    variable = f"EDGE_{'http' if kind is Endpoint else address.scheme}_TOKEN".upper()
    token = settings.EDGE_TOKENS[variable].get_secret_value()
    service = kind(address, token)
    if kind.needs_token and not token:
        raise AddressError(f"{address.name} needs a token in {variable}")
    return service


def configured() -> list[Service]:
    """All of EDGE_PURGE that can be used; `cms.edge.checks` tells of the others."""
    found = {}
    for text in settings.EDGE_PURGE:
        try:
            service = parse(text)
        except AddressError:
            continue
        found[service.name] = service
    return list(found.values())
