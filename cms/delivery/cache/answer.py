"""A finished answer, in the forms in which clients take it."""

import gzip
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

Headers = list[tuple[str, str]]

_OVERHEAD = 2_000  # bytes that an answer takes beside its body, about
_WORTH_ZIPPING = 800  # bytes
_NOT_IN_304 = {"Content-Encoding", "Content-Length", "Content-Type"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of an answer, with all headers but those of the single request."""

    etag: str
    headers: Headers
    body: bytes

    @property
    def headers_of_304(self) -> Headers:
        return [each for each in self.headers if each[0] not in _NOT_IN_304]


@dataclass(eq=False, slots=True)
class Answer:
    """One answer of status 200. `headers` have an `ETag`, and are the same for everybody.

    `spellings` are the questions that it answers, as the store knows them.
    """

    key: Hashable
    tags: frozenset[str]
    headers: Headers
    body: bytes
    spellings: OrderedDict[Hashable, None] = field(default_factory=OrderedDict)
    _plain: Variant | None = None
    _zipped: Variant | None = None

    @property
    def size(self) -> int:
        zipped = len(self._zipped.body) if self._zipped else 0
        return _OVERHEAD + len(self.body) + zipped + 300 * len(self.spellings)

    def plain(self) -> Variant:
        if self._plain is None:
            self._plain = self._variant(self.body, "")
        return self._plain

    def zipped(self) -> Variant:
        """In gzip, made when it is first wanted; plain if that is not worth it."""
        if len(self.body) < _WORTH_ZIPPING:
            return self.plain()
        if self._zipped is None:
            self._zipped = self._variant(gzip.compress(self.body, 6, mtime=0), "gzip")
        return self._zipped

    def _variant(self, body: bytes, encoding: str) -> Variant:
        headers = dict(self.headers)
        headers["Content-Length"] = str(len(body))
        if len(self.body) >= _WORTH_ZIPPING:
            headers["Vary"] = ", ".join(filter(None, [headers.get("Vary"), "Accept-Encoding"]))
        if encoding:
            headers["ETag"] = f'{headers["ETag"][:-1]}-{encoding}"'
            headers["Content-Encoding"] = encoding
        return Variant(headers["ETag"], list(headers.items()), body)
