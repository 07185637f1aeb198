"""CommonMark's syntax: text that means itself, links, pictures, code, indentation."""

import re
import unicodedata
from typing import Literal

Side = Literal["space", "punctuation", "word", "symbol"]

_SPECIAL = re.compile(
    r"[\\`*\[\]<~]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside of a word it means itself
    r"|&(?=#?\w+;)"
)
_LINE_START = re.compile(
    r"(?m)^(?:"
    r"(?P<sign>[-+](?=\s|$)|[-=|:](?=[-=|: ]*$)|\#{1,6}(?=\s|$)|>)"
    r"|(?P<number>\d{1,9})(?=[.)](?:\s|$)))"
)
_HEADING_END = re.compile(r"(?<!\\)#+$")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escaped(text: str) -> str:
    """Text that shows as it is in the middle of a line."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def lines(written: str) -> str:
    """Inline Markdown as whole lines: nothing at their beginning starts a list or heading."""
    return _LINE_START.sub(
        lambda found: f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\", written
    )


def one_line(text: str) -> str:
    """Plain text as a paragraph of one line."""
    return lines(escaped(" ".join(text.split())))


def paragraphs(text: str) -> str:
    """Plain text with its line breaks; empty lines part paragraphs."""
    found = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "\n\n".join(
        "\\\n".join(one_line(line) for line in each.split("\n") if line.strip()) for each in found
    )


def heading(level: int, written: str) -> str:
    """A heading of inline Markdown; a `#` at its end would be taken for decoration."""
    text = _HEADING_END.sub(lambda found: found[0].replace("#", "\\#"), written)
    return f"{'#' * min(level, 6)} {text}"


def link(written: str, address: str) -> str:
    """A link; `written` is inline Markdown."""
    return f"[{written}]({destination(address)})"


def image(alt: str, address: str) -> str:
    return f"![{escaped(' '.join(alt.split()))}]({destination(address)})"


def destination(address: str) -> str:
    """An address that stands in parentheses."""
    for char in ' <>\n\t"':
        address = address.replace(char, f"%{ord(char):02X}")
    return _ENTITY.sub(r"\\&", re.sub(r"[()\\]", r"\\\g<0>", address))


def code(text: str) -> str:
    """Code inside of a line."""
    fence = "`" * (_longest_run("`", text) + 1)
    spaced = text.startswith("`") or text.endswith("`")
    spaced = spaced or (text.startswith(" ") and text.endswith(" ") and text.strip() != "")
    return f"{fence} {text} {fence}" if spaced else f"{fence}{text}{fence}"


def code_block(text: str) -> str:
    fence = "`" * max(3, _longest_run("`", text) + 1)
    return f"{fence}\n{text}\n{fence}"


def _longest_run(char: str, text: str) -> int:
    return max((len(run) for run in re.findall(f"{re.escape(char)}+", text)), default=0)


def list_item(marker: str, written: str) -> str:
    """An item; what follows its first line stands below its text."""
    indent = " " * (len(marker) + 1)
    shown = "\n".join(
        indent + line if line and number else line
        for number, line in enumerate(written.split("\n"))
    )
    return f"{marker} {shown}".rstrip(" ")


def quoted(written: str) -> str:
    return "\n".join(f"> {line}".rstrip(" ") for line in written.split("\n"))


def side(char: str) -> Side:
    """What a character next to a mark is to CommonMark; the ends of a text are spaces."""
    if not char or char.isspace() or unicodedata.category(char) == "Zs":
        return "space"
    category = unicodedata.category(char)
    if category.startswith("P") or (char.isascii() and not char.isalnum()):
        return "punctuation"
    return "symbol" if category.startswith("S") else "word"  # versions of CommonMark differ on S


def may_open(before: str, after: str, *, in_words: bool) -> bool:
    """Whether a mark between two characters opens; `in_words`: it is `**`, else `_`.

    By the rules for delimiter runs, on the safe side where versions of CommonMark differ. Turned
    round, they tell whether a mark closes.
    """
    outer, inner = side(before), side(after)
    if in_words:
        apart = outer in ("space", "punctuation")
        return inner == "word" or (inner in ("punctuation", "symbol") and apart)
    return outer in ("space", "punctuation") and inner != "space"
