"""Shapes of the API as Markdown: links, pictures, contacts, and whatever else is in an answer."""

from typing import Any

from django.template.defaultfilters import filesizeformat

from cms.schemas.rich_text import commonmark

_NOT_TEXT = {"id", "meta", "type", "kind", "anchor", "locale", "slug"}


def link(target: dict[str, Any]) -> str:
    """A Link, with what a reader wants to know of a file."""
    if target["kind"] == "page":
        return commonmark.link(commonmark.escaped(target["title"]), target["html_url"])
    shown = commonmark.link(commonmark.escaped(target["title"]), target["url"])
    if target["kind"] == "document":
        size = f", {filesizeformat(target['size'])}" if target["size"] else ""
        return f"{shown} ({target['extension'].upper()}{size})"
    return shown


def picture(image: dict[str, Any], caption: str = "", credit: str = "") -> str:
    """A picture, its caption and who made it below."""
    below = commonmark.one_line(f"{caption} ({credit})" if credit else caption)
    return join([commonmark.image(image["alt"], image["src"]), below])


def contact(value: dict[str, Any]) -> str:
    """A contact in one line."""
    about = ", ".join(filter(None, (value["role"], value["office"])))
    reach = []
    if value["email"]:
        shown = commonmark.escaped(value["email"])
        reach.append(commonmark.link(shown, f"mailto:{value['email']}"))
    if value["phone"]:
        reach.append(commonmark.link(commonmark.escaped(value["phone"]), f"tel:{value['phone']}"))
    told = filter(None, (commonmark.escaped(" ".join(about.split())), ", ".join(reach)))
    return ": ".join((strong(value["name"]), "; ".join(told))).removesuffix(": ")


def summary(page: dict[str, Any]) -> str:
    """A PageSummary in one line: its title, its day and what it is about."""
    shown = commonmark.link(commonmark.escaped(page["title"]), page["meta"]["html_url"])
    date = f" ({page['date']})" if page.get("date") else ""
    introduction = page.get("introduction")
    about = f": {_plain(introduction)}" if isinstance(introduction, str) and introduction else ""
    return f"{shown}{date}{about}"


def table(value: dict[str, Any]) -> str:
    """A table as GitHub's Markdown has it."""
    rows = [[_cell(cell) for cell in row["values"]] for row in value["rows"]]
    heads = [_cell(column["heading"]) for column in value["columns"]]
    marks = ["---:" if column["type"] == "number" else "---" for column in value["columns"]]
    lines = [f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)]
    return join([commonmark.one_line(value["caption"]), "\n".join(lines)])


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    shown = anything(value) if isinstance(value, dict | list) else _plain(value)
    return " ".join(shown.replace("|", "\\|").split())


def anything(value: Any) -> str:
    """A value of whatever shape: texts, links and pictures in it, in its order."""
    if isinstance(value, dict):
        return _known(value) or join(_part(name, part) for name, part in value.items())
    if isinstance(value, list):
        parts = [anything(part) for part in value]
        return bullets(parts) if _are_short(value, parts) else join(parts)
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return commonmark.link(commonmark.escaped(value), value)
    if isinstance(value, str):
        return commonmark.paragraphs(value)
    return "" if value is None or isinstance(value, bool) else str(value)


def _known(value: dict[str, Any]) -> str:
    """What the API shows alike everywhere; empty for all else."""
    if "format" in value and isinstance(value.get("content"), str):
        return str(value["content"])
    if "kind" in value and ("html_url" in value or "url" in value):
        return link(value)
    if "srcset" in value and "src" in value:
        return picture(value, value.get("caption") or "", value.get("credit") or "")
    meta = value.get("meta")
    if isinstance(meta, dict) and "html_url" in meta:
        return summary(value)
    if {"name", "email", "phone", "role", "office"} <= value.keys():
        return contact(value)
    if isinstance(meta, dict) and isinstance(value.get("name"), str):
        return commonmark.escaped(value["name"])
    return ""


def _part(name: str, value: Any) -> str:
    """A property of an unknown object; short ones need their name to say something."""
    if name in _NOT_TEXT or isinstance(value, bool) or value in (None, "", []):
        return ""
    if name in ("heading", "title", "name") and isinstance(value, str):
        return strong(value)
    shown = anything(value)
    is_short = isinstance(value, int | float) or (isinstance(value, str) and len(value) < 40)
    return f"{label(name)}: {shown}" if is_short else shown


def _are_short(values: list[Any], shown: list[str]) -> bool:
    structured = any(isinstance(value, dict) and not _known(value) for value in values)
    return not structured and all("\n" not in text for text in shown)


def bullets(items: list[str]) -> str:
    """A list; items may have several lines."""
    return "\n".join(commonmark.list_item("-", item) for item in items if item)


def strong(text: str) -> str:
    """Bold plain text."""
    shown = " ".join(text.split())
    return f"**{commonmark.escaped(shown)}**" if shown else ""


def label(name: str) -> str:
    """`related_links` -> `Related links`."""
    return name.replace("_", " ").capitalize()


def _plain(value: Any) -> str:
    return "" if value is None else commonmark.escaped(" ".join(str(value).split()))


def join(parts: Any) -> str:
    """Blocks below each other, empty ones left out."""
    return "\n\n".join(part for part in parts if part)
