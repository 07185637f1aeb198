"""Any other cache, by an endpoint of the operator's own that takes JSON."""

from collections.abc import Iterator

from cms.edge.calls import Call
from cms.edge.services.base import Service, Wanted, parts

_MOST_TAGS = 1000  # of one call


class Endpoint(Service):
    most_tags = 10 * _MOST_TAGS

    def calls(self, wanted: Wanted) -> Iterator[Call]:
        if wanted.everything:
            yield self._post(everything=True)
            return
        for tags in parts(wanted.tags, _MOST_TAGS):
            yield self._post(tags=tags)
        if wanted.urls:
            yield self._post(urls=list(wanted.urls))

    def _post(
        self,
        *,
        tags: list[str] | None = None,
        urls: list[str] | None = None,
        everything: bool = False,
    ) -> Call:
        body = {"tags": tags or [], "urls": urls or [], "everything": everything}
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return Call("POST", self.address.url, headers, body, secret=self.token)
