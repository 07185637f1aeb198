"""A storage that, like one on another machine, has no paths here."""

from typing import Any

from django.core.files.storage import InMemoryStorage, Storage


class ElsewhereStorage(Storage):
    def __init__(self) -> None:
        self.there = InMemoryStorage()

    def _open(self, name: str, mode: str = "rb") -> Any:
        return self.there.open(name, mode)

    def _save(self, name: str, content: Any) -> str:
        return self.there.save(name, content)

    def delete(self, name: str) -> None:
        self.there.delete(name)

    def exists(self, name: str) -> bool:
        return self.there.exists(name)

    def size(self, name: str) -> int:
        return self.there.size(name)

    def url(self, name: str | None) -> str:
        return self.there.url(name)
