"""What a generated site has to ask for."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Article:
    id: int
    path: str  # from the home page on, as `section-1/news/article-1/`


@dataclass(frozen=True)
class Workload:
    """A generated site; `articles` are the English ones, the newest first."""

    sections: int
    articles: list[Article]
    common: str  # a word that is in every article
    rare: str  # a word that is in these:
    rare_ids: list[int]

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Workload":
        stored: dict[str, Any] = json.loads(text)
        stored["articles"] = [Article(**article) for article in stored["articles"]]
        return cls(**stored)
