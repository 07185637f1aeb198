"""Where webhooks may go: to public addresses, and to what an operator allows by name.

Checked twice: the address that somebody types, for a clear word at once; and the IP address that
is about to be connected to, since a name can lead somewhere else a moment later.
"""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# NAT64 writes an IPv4 address into the last 32 bits of an IPv6 one.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenAddressError(Exception):
    """A host name leads to an address that webhooks may not reach."""


def check_url(url: str) -> None:
    """Raises a ValidationError that says what is wrong."""
    parts = _split(url)
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("Leave user and password out; messages are signed instead."))
    if parts.fragment:
        raise ValidationError(_("Leave out the part after the #."))
    host = parts.hostname or ""
    if is_allowed(host):
        return
    if parts.scheme != "https":
        raise ValidationError(
            _("Must start with https://, unless the host is one of WEBHOOK_ALLOWED_HOSTS.")
        )
    if host == "localhost" or not _may_be_public(host):
        raise ValidationError(
            _("This is not a public address. An operator can allow it with WEBHOOK_ALLOWED_HOSTS.")
        )


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # an IPv6 address without its bracket, a port that is none
        is_whole = False
    if not is_whole or not url.isascii() or not url.isprintable() or " " in url:
        raise ValidationError(_("Enter an address such as https://www.example.org/webhooks."))
    return parts


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, all of them allowed.

    Raises:
        ForbiddenAddressError: one of them is not.
        OSError: nobody knows the name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(address[0]) for *_kind, address in found))
    if not is_allowed(host):
        for address in addresses:
            if not is_public(address) and not is_allowed(address):
                raise ForbiddenAddressError(f"{host} leads to {address}, which is not public")
    return addresses


def is_allowed(host: str) -> bool:
    """Whether WEBHOOK_ALLOWED_HOSTS names this host, or a network around this address."""
    address = _as_address(host)
    for allowed in settings.WEBHOOK_ALLOWED_HOSTS:
        network = _as_network(allowed)
        if network is None or address is None:
            if allowed.lower() == host.lower():
                return True
        elif address in network:
            return True
    return False


def is_public(address: str) -> bool:
    """Whether an address is anybody's on the internet: not private, local, shared or special."""
    ip = _as_address(address)
    if isinstance(ip, IPv6Address):
        if ip.sixtofour or ip.teredo or ip.is_site_local:
            return False
        ip = ip.ipv4_mapped or _behind_nat64(ip) or ip
    return ip is not None and ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _behind_nat64(ip: IPv6Address) -> IPv4Address | None:
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def _may_be_public(host: str) -> bool:
    """Names are not looked up here: it would take time, and prove nothing for later."""
    return _as_address(host) is None or is_public(host)


def _as_address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _as_network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None
