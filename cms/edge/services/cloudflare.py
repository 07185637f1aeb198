"""Cloudflare, by cache tags: https://developers.cloudflare.com/cache/how-to/purge-cache/"""

from collections.abc import Iterator
from typing import Any

from cms.edge.calls import Call, FailedError
from cms.edge.services.base import Service, Wanted, parts

_API = "https://api.cloudflare.com/client/v4"
_MOST_OPERATIONS = 100  # of one call


class Cloudflare(Service):
    """The host of its address is the zone's id.

    The smallest plan allows 25 calls at once and 5 a minute: a batch must not need more.
    """

    most_tags = 5 * _MOST_OPERATIONS
    needs_token = True

    def calls(self, wanted: Wanted) -> Iterator[Call]:
        if wanted.everything:
            yield self._post({"purge_everything": True})
            return
        for tags in parts(wanted.tags, _MOST_OPERATIONS):
            yield self._post({"tags": tags})
        for urls in parts(wanted.urls, _MOST_OPERATIONS):
            yield self._post({"files": urls})

    def check(self, answer: Any) -> None:
        if not isinstance(answer, dict) or answer.get("success") is not True:
            errors = answer.get("errors") if isinstance(answer, dict) else None
            raise FailedError(f"Cloudflare reports no success: {errors}"[:300])

    def _post(self, body: Any) -> Call:
        return Call(
            "POST",
            f"{self.address.api or _API}/zones/{self.address.host}/purge_cache",
            {"Authorization": f"Bearer {self.token}", "Accept": "application/json"},
            body,
            secret=self.token,
        )
