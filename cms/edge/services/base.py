"""What every kind of cache can do."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar, TypeVar

from cms.edge.addresses import Address, AddressError
from cms.edge.calls import Call

_T = TypeVar("_T")


@dataclass(frozen=True)
class Wanted:
    """What is to be purged; the same wish gives the same calls each time."""

    tags: Sequence[str] = field(default_factory=list)
    urls: Sequence[str] = field(default_factory=list)
    everything: bool = False


class Service(ABC):
    """One cache, as EDGE_PURGE names it. Purging twice does no harm."""

    most_tags: ClassVar[int]  # of one batch; above it, purging everything costs less
    needs_token: ClassVar[bool] = False
    can_be_soft: ClassVar[bool] = False

    def __init__(self, address: Address, token: str = "") -> None:
        if address.soft and not self.can_be_soft:
            raise AddressError(f"{address.name} cannot purge softly")
        self.address, self.token = address, token

    @property
    def name(self) -> str:
        return self.address.name

    @abstractmethod
    def calls(self, wanted: Wanted) -> Iterator[Call]:
        """The requests that purge it."""

    def check(self, answer: Any) -> None:  # noqa: B027  # most say it by their status alone
        """Raise FailedError if an answer of status 200 tells of no success."""


def parts(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
