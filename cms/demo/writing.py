"""The forms in which the content files are written.

They hold no database objects: what does not exist yet is named by a `Ref`, and text with links
is a `Prose`. The `Library` puts the real things in their places when a page is filled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from cms.demo.content.pictures import DESCRIPTIONS
from cms.demo.prose import plain

Block = tuple[str, Any]  # a block's type in the palette and its value
State = Literal["live", "draft", "scheduled"]


@dataclass(frozen=True)
class Ref:
    """Something made elsewhere in the demonstration: a page, picture, document, contact …"""

    kind: str
    key: str


@dataclass(frozen=True)
class Prose:
    """Rich text, written as the module `prose` says."""

    text: str


@dataclass(frozen=True)
class PageContent:
    """A page: its type, its fields by their names in the model, and the pages below it."""

    key: str
    model: str
    title: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    children: Sequence["PageContent"] = ()
    in_menu: bool = False
    state: State = "live"
    password: str = ""
    not_in: Sequence[str] = ()  # languages in which it stays untranslated, to show a gap
    changed: Mapping[str, Any] = field(default_factory=dict)  # after translation: out of date


def section(
    key: str, title: str, *, children: Sequence[PageContent], **fields: Any
) -> PageContent:
    return PageContent(key, "home.SectionPage", title, fields, children, in_menu=True)


def content_page(key: str, title: str, **options: Any) -> PageContent:
    """A plain page; options that are not its fields are those of `PageContent`."""
    return _page(key, "home.ContentPage", title, options)


def article(
    key: str,
    title: str,
    on: str,
    kind: str,
    *,
    about: str,
    where: str,
    ask: str,
    links: Sequence[dict[str, Any]] = (),
    **options: Any,
) -> PageContent:
    """A news article; its topics, places and contacts are given as keys in one string each."""
    fields = {
        "date": date.fromisoformat(on),
        "kind": kind,
        "topics": [Ref("topic", name) for name in about.split()],
        "places": [Ref("place", name) for name in where.split()],
        "contacts": [Ref("contact", name) for name in ask.split()],
        "related_links": [("link", each) for each in links],
    }
    return _page(key, "news.NewsPage", title, {**fields, **options})


def _page(key: str, model: str, title: str, options: Mapping[str, Any]) -> PageContent:
    own = {"children", "in_menu", "state", "password", "not_in", "changed"}
    fields = {name: value for name, value in options.items() if name not in own}
    settings = {name: value for name, value in options.items() if name in own}
    return PageContent(key, model, title, fields, **settings)


# Blocks, in the order of the palette


def heading(text: str, level: int = 2, anchor: str = "") -> Block:
    return "heading", {"text": text, "level": str(level), "anchor": anchor}


def text(prose: str) -> Block:
    return "rich_text", Prose(prose)


def quote(words: str, attribution: str, role: str = "") -> Block:
    return "quote", {"text": plain(words), "attribution": attribution, "role": role}


def notice(style: str, title: str, prose: str) -> Block:
    return "notice", {"style": style, "heading": title, "text": Prose(prose)}


def accordion(title: str, items: Mapping[str, str | list[Block]]) -> Block:
    """Questions with their answers: prose, or blocks."""
    rows = [
        {"heading": each, "content": [text(answer)] if isinstance(answer, str) else answer}
        for each, answer in items.items()
    ]
    return "accordion", {"heading": title, "items": rows}


def picture(key: str, caption: str = "", alt: str = "", *, decorative: bool = False) -> Block:
    if not decorative:
        alt = alt or DESCRIPTIONS[key]  # repeated here, where it is translated with the page
    value = {"image": Ref("picture", key), "decorative": decorative, "alt": alt}
    return "image", {**value, "caption": caption, "credit": ""}


def gallery(title: str, *pictures: Block) -> Block:
    return "gallery", {"heading": title, "images": [value for _name, value in pictures]}


def video(url: str, title: str, caption: str = "") -> Block:
    return "embed", {"url": url, "title": title, "caption": caption}


def downloads(title: str, *keys: str) -> Block:
    return "downloads", {"heading": title, "documents": [Ref("document", key) for key in keys]}


def figures(title: str, *items: tuple[str, str, str]) -> Block:
    """Each item: the value, what it counts, the source."""
    names = ("value", "label", "source")
    rows = [dict(zip(names, item, strict=True)) for item in items]
    return "figures", {"heading": title, "items": rows}


def table(caption: str, columns: Mapping[str, str], *rows: Sequence[str | float]) -> Block:
    """Columns by heading, each `text` or `number`; then the rows."""
    heads = [{"type": kind, "heading": head} for head, kind in columns.items()]
    return "table", {
        "caption": caption,
        "columns": heads,
        "rows": [{"values": list(row)} for row in rows],
    }


def link(kind: str, target: str, label: str = "", language: str = "") -> dict[str, Any]:
    """A link of one of LinkBlock's kinds; pages and documents are named by their keys."""
    value = Ref(kind, target) if kind in {"page", "document"} else target
    nothing = {"page": None, "document": None, "url": "", "email": "", "phone": ""}
    return {**nothing, "kind": kind, kind: value, "label": label, "language": language}


def link_group(title: str, *links: dict[str, Any]) -> Block:
    return "link_group", {"heading": title, "links": list(links)}


def call_to_action(title: str, words: str, *links: dict[str, Any]) -> Block:
    return "call_to_action", {"heading": title, "text": plain(words), "links": list(links)}


def contacts(title: str, *keys: str) -> Block:
    return "contacts", {"heading": title, "contacts": [Ref("contact", key) for key in keys]}


def related_pages(title: str, *keys: str) -> Block:
    return "related_pages", {"heading": title, "pages": [Ref("page", key) for key in keys]}


def latest_news(title: str, number: int = 3, topic: str = "") -> Block:
    about = Ref("topic", topic) if topic else None
    return "latest_news", {"heading": title, "topic": about, "number": number}
