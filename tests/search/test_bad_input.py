"""Whatever is typed: an answer, or a problem that names what is wrong."""

import pytest

from tests import builders
from tests.delivery.conftest import API
from tests.search.conftest import Api

ODD = [
    '"',
    '"unbalanced',
    "'",
    "' OR 1=1 --",
    "*",
    "a*",
    "^a",
    "NEAR(a b, 2)",
    "title:a",
    "{title body}:a",
    "- a",
    "AND",
    "a AND",
    "NOT a",
    "(a",
    "a & | !",
    "a <-> b",
    "a:*",
    "a:B",
    "\\",
    "a\\",
    "t=water",
    "f=locale=en",
    "%",
    "_",
    "?!.,;",
    "  ",
    "\u200b",
    "\u0301\u0302",
    "\ufffd\uffff",
    "\ue000a\ue001",
    "ﷺ" * 200,
    "水" * 200,
    "x" * 200,
    "a-" * 100,
    "a\u0301" * 100,
    "🚰💧",
    "a\tb".replace("\t", "\u2028"),
]


@pytest.mark.parametrize("q", ODD)
def test_odd_words_are_searched_for(api: Api, q: str) -> None:
    builders.content_page("A page of water")
    for path in ("search/", "search/suggest/"):
        assert api.raw(path, q=q).status_code == 200
        api.get(path, q=q)
    assert api.get("search/", q=q, tag=q)["count"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%00",
        "q=a%00b",
        "q=%0A",
        "q=%ED%A0%80",
        "q=" + "x" * 201,
        "q=" + "a+" * 21,
        "q=a&q=b",
    ],
)
@pytest.mark.parametrize("path", ["search/", "search/suggest/"])
def test_impossible_words(api: Api, path: str, query: str) -> None:
    response = api.client.get(f"{API}{path}?{query}")
    if query == "q=%ED%A0%80":  # Django reads it as replacement characters
        assert response.status_code in {200, 422}
        return
    assert response.status_code == 422
    assert "'q'" in str(response.json()["errors"])


@pytest.mark.parametrize(
    "wrong",
    [
        "locale=xx",
        "type=auth.User",
        "type=news.Nothing",
        "tag=%00",
        "tag=" + "x" * 256,
        "&".join(["tag=a"] * 30),
        "&".join(["type=news.NewsPage"] * 11),
        "date__gte=yesterday",
        "date__gte=2026-13-01",
        "date__lt=99999-01-01",
        "date__gt=%00",
        "date=2026-01-01",
        "order=title",
        "limit=0",
        "limit=101",
        "offset=-1",
        "offset=10001",
        "cursor=x",
        "cursor=W10",
        "cursor=" + "W" * 3001,
        "cursor=WzEuMCwgMV0&offset=1",
        "cursor=W05hTiwgMV0",
        "site=nowhere.example.org",
        "kind=statement",
        "fields=title",
    ],
)
def test_wrong_parameters(api: Api, wrong: str) -> None:
    response = api.client.get(f"{API}search/?q=a&{wrong}")
    assert response.status_code == 422, response.content
    name = "offset" if "&offset" in wrong else wrong.partition("=")[0]
    assert f"'{name}'" in str(response.json()["errors"])


def test_far_ends(api: Api) -> None:
    builders.content_page("Quartz")
    ends = [
        {"offset": 10_000},
        {"date__gt": "9999-12-31"},
        {"date__lt": "0001-01-01"},
        {"cursor": "Wy0xZTQwMCwgMF0"},
        {"order": "-date", "cursor": "WzAuMCwgLTFd"},
    ]
    for parameters in ends:
        assert api.get("search/", q="quartz", **parameters)["items"] == []
