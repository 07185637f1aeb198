"""How a page type says that it has a feed; it knows nothing of who writes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Feed:
    """The newest pages of a type, at `/feeds/{name}/{locale}.xml`.

    A page type declares it as `api_feed`. `newest_first_by` is one of its dates; entries show
    what lists show of a page. A page of the type `kept_in`, if any, gives the title and link.
    """

    name: str
    newest_first_by: str
    kept_in: str = ""
