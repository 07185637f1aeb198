"""What a reader sees of HTML: its words, how they are marked and where they lead."""

from html.parser import HTMLParser
from urllib.parse import unquote

BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "br"}
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code"}
MARKS |= {"u": "u", "s": "s", "del": "s", "sup": "sup", "sub": "sub"}
VOID = {"br", "hr", "img"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.marked: list[tuple[str, frozenset[str]]] = []
        self.open: list[tuple[str, str]] = []  # tag, and the mark or address that it means

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in BLOCKS or tag in {"img", "figure"}:
            self.words.append(" ")
        if tag not in VOID:
            hidden = "display:none" in (found.get("style") or "").replace(" ", "")
            means = "hidden" if hidden else MARKS.get(tag, found.get("href") or "")
            self.open.append((tag, unquote(means)))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.words.append(" ")
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index]
                return

    def handle_data(self, data: str) -> None:
        around = frozenset(means for _tag, means in self.open if means)
        if "hidden" not in around:
            self.words.append(data)
            in_block = around - {"code"} if ("pre", "") in self.open else around
            self.marked.extend((char, in_block) for char in data if not char.isspace())


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def visible_text(html: str) -> str:
    """The words, with one space for any white space."""
    return " ".join("".join(_read(html).words).split())


def marked_characters(html: str) -> list[tuple[str, frozenset[str]]]:
    """Each visible character with the marks and addresses around it."""
    return _read(html).marked
