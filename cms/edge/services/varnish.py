"""Varnish with the module xkey; the other side of it is `docs/varnish/default.vcl`."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit, urlunsplit

from cms.edge.calls import Call
from cms.edge.services.base import Service, Wanted

_KEY_OF_ALL = "cms"  # which the VCL adds to every answer
_MOST_BYTES = 4000  # of one header; Varnish takes 8 kB (http_req_hdr_len)


class Varnish(Service):
    most_tags = 5000
    can_be_soft = True

    def calls(self, wanted: Wanted) -> Iterator[Call]:
        if wanted.everything:
            yield self._purge("/", {"xkey": _KEY_OF_ALL})
            return
        for keys in _lines(wanted.tags):
            yield self._purge("/", {"xkey": keys})
        for url in wanted.urls:
            parts = urlsplit(url)
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            yield self._purge(path, {"Host": parts.netloc})

    def _purge(self, path: str, headers: dict[str, str]) -> Call:
        if self.address.soft:
            headers["Purge-Mode"] = "soft"
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return Call("PURGE", f"http://{self.address.host}{path}", headers, secret=self.token)


def _lines(tags: Iterable[str]) -> Iterator[str]:
    """Tags beside each other, as many as fit into one header."""
    line = ""
    for tag in tags:
        if line and len(line) + 1 + len(tag) > _MOST_BYTES:
            yield line
            line = ""
        line = f"{line} {tag}" if line else tag
    if line:
        yield line
