from typing import Any

import pytest

from tests.delivery.conftest import Api, api

__all__ = ["Api", "api"]


class Search:
    """Asks `search/` as a frontend would."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def __call__(self, q: str, **parameters: Any) -> Any:
        return self.api.get("search/", q=q, **parameters)

    def titles(self, q: str, **parameters: Any) -> list[str]:
        return [item["page"]["title"] for item in self(q, **parameters)["items"]]

    def highlight(self, q: str) -> dict[str, str]:
        """Of the only page that is found."""
        [item] = self(q)["items"]
        return dict(item["highlight"])

    def suggested(self, q: str, **parameters: Any) -> list[str]:
        answer = self.api.get("search/suggest/", q=q, **parameters)
        return [item["page"]["title"] for item in answer["items"]]


@pytest.fixture
def search(api: Api) -> Search:
    return Search(api)
