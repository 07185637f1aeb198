"""What is measured: each flow with the requests by which each side answers it.

A side's request is a template; what it gives is checked against what the generated site is known
to have, so that no side is fast by giving something else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.workload import Article, Workload

DELIVERY, V3, V2, BARE = "delivery", "v3", "v2", "bare"
KEPT, KEPT_50 = "kept", "kept, 50 ms"  # delivery's answers from memory, see docs/performance.md
LOGGED, ALONE = "log on", "log off"  # publishing, here and by Wagtail alone
SIDES = (DELIVERY, V3, V2, KEPT, KEPT_50, BARE, LOGGED, ALONE)

_PREFIXES = {
    DELIVERY: "/api/delivery/v1/",
    V3: "/api/v3-preview/",
    V2: "/api/v2/",
    KEPT: "/-/kept/api/delivery/v1/",
    KEPT_50: "/-/kept-50/api/delivery/v1/",
    BARE: "/-/bare/",
    LOGGED: "/-/publish/logged/",
    ALONE: "/-/publish/alone/",
}
_CARD = "date,kind,dateline,introduction,image"  # what delivery's summaries have anyway
_NEWEST = "pages/?type=news.NewsPage&order=-date&limit=20"

_COUNTED = 1000  # delivery counts matches no further, and says so

Found = Callable[[Any], Any]
Expected = Callable[[Workload, Article], Any]


@dataclass(frozen=True)
class Call:
    """How one side answers. `found` takes from its JSON what is compared with the expected.

    `more` names what a frontend has to ask for besides, until it can show the page.
    """

    path: str
    found: Found
    more: Callable[[Any], list[str]] | None = None

    def url(self, side: str, values: dict[str, Any]) -> str:
        return _PREFIXES[side] + self.path.format(**values)

    def more_urls(self, side: str, answer: Any) -> list[str]:
        return [_PREFIXES[side] + path for path in self.more(answer)] if self.more else []


@dataclass(frozen=True)
class Flow:
    name: str
    expected: Expected
    calls: dict[str, Call]
    varies: bool = False  # whether it asks for another article each time
    complete: Found = field(default=lambda answer: True)  # of what only delivery gives


def deep_offset(workload: Workload) -> int:
    """Three quarters down the list of articles; whole pages of it."""
    return len(workload.articles) * 3 // 4 // 20 * 20


def _id(answer: Any) -> int:
    return int(answer["id"])


def _ids(answer: Any) -> list[int]:
    return [item["id"] for item in answer["items"]]


def _newest(start: int) -> Callable[[Workload, Article], list[int]]:
    return lambda workload, _: [each.id for each in workload.articles[start : start + 20]]


def _deep(workload: Workload, _: Article) -> list[int]:
    start = deep_offset(workload)
    return [each.id for each in workload.articles[start : start + 20]]


def _count(answer: Any) -> int:
    return int(answer["count"] if "count" in answer else answer["meta"]["total_count"])


def _many(answer: Any) -> tuple[int, int]:
    """How many are found, and how many of them are given."""
    return min(_count(answer), _COUNTED), len(answer["items"])


def _hits(answer: Any) -> tuple[int, set[int]]:
    pages = [item.get("page", item) for item in answer["items"]]
    return _count(answer), {page["id"] for page in pages}


def _is_whole(page: Any) -> bool:
    """Whether an article has all that it refers to in place."""
    kinds = [block["type"] for block in page["body"]]
    images = [block["value"]["image"] for block in page["body"] if block["type"] == "image"]
    links = [link["html_path"] for link in page["body"][-1]["value"]["links"]]
    in_text = sum(
        block["value"]["content"].count("data-page-id")
        for block in page["body"]
        if block["type"] == "rich_text"
    )
    return bool(
        len(kinds) == 12
        and len(images) == 2
        and all(image["srcset"] and image["alt"] for image in [*images, page["image"]])
        and len(links) + in_text == 10
        and page["contacts"][0]["email"]
        and page["contacts"][0]["image"]["src"]
        and len(page["tags"]) == 2
    )


def _not_in_place(page_fields: str) -> Callable[[Any], list[str]]:
    """What v2 and v3 only name: two pictures, and the pages in the group of links.

    (And contacts, which neither of them gives to the public.)
    """

    def more(page: Any) -> list[str]:
        blocks = [block["value"] for block in page["body"] if block["type"] == "image"]
        images = {page["image"]["id"], *(value["image"] for value in blocks)}
        linked = [link["page"] for link in page["body"][-1]["value"]["links"]]
        return [f"images/{pk}/" for pk in images] + [f"pages/{pk}/{page_fields}" for pk in linked]

    return more


# Links in text as addresses, as delivery gives them. v2 crashes on a field that is no attribute.
_OF_V3 = "rich_text_format=html"
_OF_V2 = f"{_OF_V3}&fields=-tags"
# Without the language: with it, as they print paths themselves, they find nothing.
_FIND = "pages/find/?html_path=/{path}"
_RESOLVE = Call("resolve/?html_path=/en/{path}", lambda answer: _id(answer["page"]))

FLOWS = [
    Flow(
        "detail",
        lambda _, article: article.id,
        {
            DELIVERY: Call("pages/{id}/", _id),
            V3: Call(f"pages/{{id}}/?{_OF_V3}", _id),
            V2: Call(f"pages/{{id}}/?{_OF_V2}", _id),
            KEPT: Call("pages/{id}/", _id),
            KEPT_50: Call("pages/{id}/", _id),
            BARE: Call("", lambda _: None),
        },
        varies=True,
        complete=_is_whole,
    ),
    Flow(
        "resolve",
        lambda _, article: article.id,
        {
            DELIVERY: _RESOLVE,
            V3: Call(f"{_FIND}&{_OF_V3}", _id),
            V2: Call(f"{_FIND}&{_OF_V2}", _id),
        },
        varies=True,
        complete=lambda answer: _is_whole(answer["page"]),
    ),
    Flow(
        "page view",
        lambda _, article: article.id,
        {
            DELIVERY: _RESOLVE,
            V3: Call(f"{_FIND}&{_OF_V3}", _id, _not_in_place("")),
            V2: Call(f"{_FIND}&{_OF_V2}", _id, _not_in_place("?fields=_,id,title,html_url")),
        },
        varies=True,
        complete=lambda answer: _is_whole(answer["page"]),
    ),
    Flow(
        "list of 20",
        _newest(0),
        {
            DELIVERY: Call(f"{_NEWEST}&locale=en", _ids),
            V3: Call(f"{_NEWEST}&locale=en", _ids),
            V2: Call(f"{_NEWEST}&locale=en&fields={_CARD}", _ids),
        },
        complete=lambda answer: all(each["image"] and each["tags"] for each in answer["items"]),
    ),
    Flow(
        "list, deep",
        _deep,
        {
            DELIVERY: Call(f"{_NEWEST}&locale=en&cursor={{cursor}}", _ids),
            V3: Call(f"{_NEWEST}&locale=en&offset={{offset}}", _ids),
            V2: Call(f"{_NEWEST}&locale=en&fields={_CARD}&offset={{offset}}", _ids),
        },
    ),
    Flow(
        "navigation",
        lambda workload, _: workload.sections,
        {DELIVERY: Call("navigation/?locale=en", lambda answer: len(answer["items"]))},
    ),
    Flow(
        "search, common word",
        lambda workload, _: (min(len(workload.articles), _COUNTED), 20),
        {
            DELIVERY: Call("search/?q={common}&locale=en", _many),
            V3: Call("pages/?search={common}&locale=en", _many),
            V2: Call("pages/?search={common}&locale=en", _many),
        },
    ),
    Flow(
        "search, rare word",
        lambda workload, _: (len(workload.rare_ids), set(workload.rare_ids[:20])),
        {
            DELIVERY: Call("search/?q={rare}&locale=en", _hits),
            V3: Call("pages/?search={rare}&locale=en", _hits),
            V2: Call("pages/?search={rare}&locale=en", _hits),
        },
    ),
    Flow(
        "publish",
        lambda _, article: article.id,
        {LOGGED: Call("{id}/", _id), ALONE: Call("{id}/", _id)},
        varies=True,
    ),
]
