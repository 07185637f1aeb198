"""Nothing of the API is left undocumented, and the pages lead to each other."""

import json
import re
from pathlib import Path

import pytest

from cms.delivery.filters import filter_parameters
from tests.docs.pages import PAGES, ROOT
from tests.docs.requests import requests

ENDPOINTS = json.loads((ROOT / "docs/openapi.json").read_text())["paths"]
LINKED = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]


def pages_that_ask(endpoint: str) -> list[Path]:
    path = re.sub(r"\{\w+\}", r"\\d+", endpoint)
    return [
        page
        for page in PAGES
        if any(re.fullmatch(path, request.path) for request in requests(page))
    ]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_every_endpoint_is_shown_with_all_its_parameters(endpoint: str) -> None:
    pages = pages_that_ask(endpoint)
    assert pages, "no page asks it"
    text = "\n".join(page.read_text() for page in pages)
    asked = {
        each["name"]
        for each in ENDPOINTS[endpoint]["get"].get("parameters", [])
        if each["in"] == "query"
    }
    told = set(re.findall(r"[`?&](\w+)", text))
    assert asked - told - set(filter_parameters()) == set()


@pytest.mark.parametrize("page", LINKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text())):
        if re.match(r"\w+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), link
        if anchor:
            assert anchor in anchors(file), link


def anchors(page: Path) -> set[str]:
    """As GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", without_code(page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
