"""Text as the content files write it, turned into the rich text that Wagtail stores.

A blank line ends a paragraph; lines that begin with `- ` or `1. ` are a list; `**bold**`,
`*italic*`, and `[words](page:atlas)`, `[words](document:flows)` or `[words](https://…)`.
"""

import re
from collections.abc import Callable
from html import escape
from textwrap import dedent

FindPk = Callable[[str, str], int]  # from a kind and a key to a primary key

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BULLET = re.compile(r"^(?:-|\d+\.) ", re.MULTILINE)


def plain(text: str) -> str:
    """One line from a text that was wrapped for reading."""
    return " ".join(text.split())


def to_html(text: str, find_pk: FindPk) -> str:
    """The rich text of some prose; `find_pk` says what its links lead to."""
    parts = re.split(r"\n\s*\n", dedent(text).strip())
    return "".join(_part(part, find_pk) for part in parts)


def _part(part: str, find_pk: FindPk) -> str:
    if not _BULLET.match(part):
        return f"<p>{_inline(part, find_pk)}</p>"
    tag = "ul" if part.startswith("-") else "ol"
    items = (_inline(item, find_pk) for item in _BULLET.split(part)[1:])
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _inline(text: str, find_pk: FindPk) -> str:
    html = escape(plain(text), quote=False)
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html)
    html = re.sub(r"\*(.+?)\*", r"<i>\1</i>", html)
    return _LINK.sub(lambda link: _anchor(link[1], link[2], find_pk), html)


def _anchor(words: str, target: str, find_pk: FindPk) -> str:
    kind, _, key = target.partition(":")
    if kind in {"page", "document"}:
        return f'<a linktype="{kind}" id="{find_pk(kind, key)}">{words}</a>'
    return f'<a href="{target}">{words}</a>'
