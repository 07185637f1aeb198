"""Fastly, by its API for surrogate keys: https://www.fastly.com/documentation/reference/api/purging/"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from cms.edge.calls import Call
from cms.edge.services.base import Service, Wanted, parts

_API = "https://api.fastly.com"
_MOST_KEYS = 256  # of one call


class Fastly(Service):
    """The host of its address is the service's id."""

    most_tags = 8 * _MOST_KEYS
    needs_token = True
    can_be_soft = True

    def calls(self, wanted: Wanted) -> Iterator[Call]:
        service = f"service/{self.address.host}"
        if wanted.everything:  # which Fastly never does softly
            yield self._post(f"{service}/purge_all", soft=False)
            return
        for keys in parts(wanted.tags, _MOST_KEYS):
            yield self._post(f"{service}/purge", {"surrogate_keys": keys}, soft=self.address.soft)
        for url in wanted.urls:
            yield self._post(f"purge/{_address(url)}", soft=self.address.soft)

    def _post(self, path: str, body: Any = None, *, soft: bool) -> Call:
        headers = {"Fastly-Key": self.token, "Accept": "application/json"}
        if soft:
            headers["Fastly-Soft-Purge"] = "1"
        url = f"{self.address.api or _API}/{path}"
        return Call("POST", url, headers, body, secret=self.token)


def _address(url: str) -> str:
    """Host, path and query, as a path of the API."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return quote(f"{parts.netloc}{parts.path or '/'}{query}", safe="/%?&=:+,;~@!$*()")
