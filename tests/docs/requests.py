"""Requests as the pages show them, for `curl`."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from tests.docs.pages import Fence, fences

HOST = "localhost:8000"
ANSWERS = ("json", "http", "markdown", "xml", "text")


@dataclass
class Request:
    """One `curl`, and the answer that the page shows, if it does."""

    place: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    shown: Fence | None = None

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    def ask(self) -> Any:
        parts = urlsplit(self.url)
        assert (parts.scheme, parts.netloc) == ("http", HOST), "ask what `make run` serves"
        return ask(f"{parts.path}?{parts.query}" if parts.query else parts.path, self.headers)


def ask(address: str, headers: dict[str, str] | None = None) -> Any:
    return Client(headers={"host": HOST}).get(address, headers=headers)


def requests(page: Path) -> Iterator[Request]:
    """Those of a page, in order."""
    last: Request | None = None
    for fence in fences(page):
        if fence.language == "sh":
            for last in _commands(fence):
                yield last
        elif fence.language in ANSWERS and last is not None:
            assert last.shown is None, f"{fence.place}: one request has one answer"
            last.shown = fence
            last = None
        else:
            last = None


def _commands(fence: Fence) -> Iterator[Request]:
    for command in fence.text.replace("\\\n", " ").splitlines():
        words = shlex.split(command)
        if words[:1] == ["curl"]:
            yield _request(fence.place, words[1:])


def _request(place: str, words: list[str]) -> Request:
    headers = {}
    url = ""
    while words:
        word = words.pop(0)
        if word in ("-H", "--header"):
            name, _, value = words.pop(0).partition(":")
            headers[name] = value.strip()
        elif word.startswith("http"):
            url = word
        else:
            assert word in ("-i", "-s"), f"{place}: the test does not know {word}"
    assert url, f"{place}: no address"
    return Request(place, url, headers)
