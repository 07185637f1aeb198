"""A copy of the content elsewhere, written as a frontend developer would: it knows the API alone.

It keeps answers in a file, each with its tags, and asks again for those that a change names. What
it has dealt with and where it goes on from are written at once, so it may be killed at any time.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

_TABLES = """
CREATE TABLE IF NOT EXISTS place (cursor TEXT);
CREATE TABLE IF NOT EXISTS answers (path TEXT PRIMARY KEY, body BLOB, tags TEXT);
CREATE TABLE IF NOT EXISTS things (type TEXT, id INTEGER, locale TEXT, version TEXT,
                                   PRIMARY KEY (type, id));
"""
_DETAILS = {
    "contacts.Contact": "contacts",
    "images.CustomImage": "images",
    "wagtaildocs.Document": "documents",
}
_OF_A_LANGUAGE = (
    "navigation/?locale={}",
    "site/?locale={}",
    "contacts/?locale={}&limit=100",
    "sitemap/?locale={}&limit=1000",
    "pages/?type=news.NewsPage&locale={}&order=-date&limit=100",
)


class Reply(Protocol):
    status: int
    headers: dict[str, str]

    @property
    def body(self) -> bytes: ...


class Mirror:
    def __init__(self, ask: Callable[[str], Reply], file: Path) -> None:
        self.ask = ask
        self.store = sqlite3.connect(file)
        self.store.executescript(_TABLES)

    def close(self) -> None:
        """What has not been committed is lost, as when it is killed."""
        self.store.close()

    def follow(self) -> None:
        """Until there is nothing new."""
        while self.step():
            pass

    def step(self) -> bool:
        """Deal with some changes; whether there are more."""
        reply = self.ask(f"changes/?since={self.cursor or 'start'}&limit=25")
        if reply.status == 410:
            self._forget_all()
            return True
        changes = json.loads(_checked(reply))
        items = changes["items"]
        if items:
            for path in self._old(items):
                self._refresh(path)
            self._refresh_what_languages_have(items)
            for item in items:
                self._note(item)
        self.store.execute("DELETE FROM place")
        self.store.execute("INSERT INTO place VALUES (?)", [changes["next"]])
        self.store.commit()
        return bool(changes["more"])

    # what it has

    @property
    def cursor(self) -> str | None:
        row = self.store.execute("SELECT cursor FROM place").fetchone()
        return row[0] if row else None

    def answers(self) -> dict[str, bytes]:
        return dict(self.store.execute("SELECT path, body FROM answers"))

    def digest(self, locale: str | None = None) -> str:
        rows = self.store.execute("SELECT type, id, locale, version FROM things").fetchall()
        wanted = [row for row in rows if locale is None or row[2] in (locale, None)]
        lines = [f"{type_}:{pk}:{version}\n" for type_, pk, _locale, version in sorted(wanted)]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    # how it keeps up

    def _old(self, items: list[dict[str, Any]]) -> list[str]:
        """The paths of kept answers that the changes name, and of those that things have."""
        named = {tag for item in items for tag in item["cache_tags"]}
        kept = self.store.execute("SELECT path, tags FROM answers").fetchall()
        found = [path for path, tags in kept if named & set(tags.split())]
        return list(dict.fromkeys([*found, *(path for item in items for path in _paths(item))]))

    def _refresh_what_languages_have(self, items: list[dict[str, Any]]) -> None:
        """Asks for what there is once for each language, where it is missing."""
        kept = self.answers()
        if "locales/" not in kept:
            self._refresh("locales/")
            kept = self.answers()
        codes = [each["code"] for each in json.loads(kept["locales/"])["items"]]
        wanted = [path.format(code) for code in codes for path in _OF_A_LANGUAGE]
        for path in wanted:
            if path not in kept:
                self._refresh(path)
        for path in kept:
            if _is_of_a_language(path) and path not in wanted:
                self.store.execute("DELETE FROM answers WHERE path = ?", [path])

    def _refresh(self, path: str) -> None:
        reply = self.ask(path)
        if reply.status in (401, 404, 422):
            self.store.execute("DELETE FROM answers WHERE path = ?", [path])
        else:
            row = [path, _checked(reply), reply.headers["Surrogate-Key"]]
            self.store.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)

    def _note(self, item: dict[str, Any]) -> None:
        thing = item["object"]
        key = [thing["type"], thing["id"]]
        if item["action"] in ("unpublished", "deleted"):
            self.store.execute("DELETE FROM things WHERE type = ? AND id = ?", key)
        else:
            row = [*key, thing["locale"], item["version"]]
            self.store.execute("INSERT OR REPLACE INTO things VALUES (?, ?, ?, ?)", row)

    def _forget_all(self) -> None:
        for table in ("place", "answers", "things"):
            self.store.execute(f"DELETE FROM {table}")  # noqa: S608
        self.store.commit()


def _paths(item: dict[str, Any]) -> Iterator[str]:
    """Where the API says more of a thing."""
    thing = item["object"]
    if thing["type"] in _DETAILS:
        yield f"{_DETAILS[thing['type']]}/{thing['id']}/"
    elif thing["type"].endswith("Page"):
        yield f"pages/{thing['id']}/"
    for html_path in (item["html_path"], item["previous_html_path"]):
        if html_path:
            yield f"resolve/?html_path={quote(html_path.rstrip('/') + '/')}"


def _is_of_a_language(path: str) -> bool:
    return any(path.startswith(each.partition("{}")[0]) for each in _OF_A_LANGUAGE)


def _checked(reply: Reply) -> bytes:
    """A failing answer ends this run; the next one begins where it began."""
    if reply.status != 200:
        raise RuntimeError(f"{reply.status}: {reply.body.decode()}")
    return reply.body
