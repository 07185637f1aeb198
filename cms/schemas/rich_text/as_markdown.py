"""Rich text as CommonMark. What it has no sign for is inline HTML, which CommonMark takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Any

from cms.schemas.rich_text import commonmark
from cms.schemas.rich_text.nesting import nested
from cms.schemas.rich_text.resolving import Target
from cms.schemas.rich_text.tree import (
    Block,
    Embed,
    List,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Run,
    merged,
)

# The order in which marks nest, links outside of all.
_ORDER = ["strong", "em", "strike-through", "underline", "mark", "small", "sup", "sub", "code"]
_TAGS = {"strong": "strong", "em": "em", "strike-through": "s", "underline": "u"}
_SIGNS = {"strong": "**", "em": "_"}


def write(blocks: Iterable[Block]) -> str:
    """CommonMark of resolved blocks, without a line break at its end."""
    return "\n\n".join(filter(None, _blocks(blocks)))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    before: Block | None = None
    other = False
    for block in blocks:
        if isinstance(block, List):
            # another sign starts another list
            follows = isinstance(before, List) and before.ordered == block.ordered
            other = follows and not other
            yield _list(block, other=other)
        else:
            yield _block(block)
        before = block


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Quote):
        return commonmark.quoted(write(block.blocks))
    if isinstance(block, Picture):
        return commonmark.image(block.image["alt"], block.image["src"])
    if isinstance(block, Embed):
        title = str(block.known.get("title") or block.url)
        return commonmark.link(commonmark.escaped(title), block.url)
    return "___"


def _paragraph(block: Paragraph) -> str:
    if block.tag == "pre":
        return commonmark.code_block("".join(run.text for run in block.runs))
    if block.tag == "p":
        return commonmark.lines(_inline(block.runs))
    runs = (replace(run, text=" ") if run.is_break else run for run in block.runs)
    return commonmark.heading(int(block.tag[1]), _inline(runs))


def _list(block: List, *, other: bool) -> str:
    """A list; its items stand apart if one of them has more than a text and lists."""
    items = []
    for number, item in enumerate(block.items, 1):
        sign = (
            (f"{number})" if other else f"{number}.") if block.ordered else "*" if other else "-"
        )
        between = "\n" if _is_tight(item) else "\n\n"
        items.append(commonmark.list_item(sign, between.join(filter(None, _blocks(item)))))
    tight = all(_is_tight(item) for item in block.items)
    return ("\n" if tight else "\n\n").join(items)


def _is_tight(item: tuple[Block, ...]) -> bool:
    """Whether an item is a text, perhaps with one list below it."""
    shape = [type(block) for block in item]
    text = not isinstance(item[0], Paragraph) or item[0].tag == "p"
    return text and shape in ([Paragraph], [Paragraph, List], [List])


# inside of a paragraph


@dataclass
class _Piece:
    """Markdown of a text, or a mark that opens or closes; all know what they look like."""

    text: str
    sign: str = ""  # of a mark
    tag: str = ""
    opens: bool = False


def _inline(runs: Iterable[Run]) -> str:
    pieces = list(_pieces(nested(_spaces_apart(_ordered(runs)))))
    _choose_signs(pieces)
    for piece, following in pairwise(pieces):
        if following.text.startswith("[") and piece.text.endswith("!"):
            piece.text = piece.text[:-1] + "\\!"  # else the link would be a picture
    return "".join(piece.text for piece in pieces)


def _spaces_apart(runs: Iterable[Run]) -> list[Run]:
    """Spaces outside of the marks that end beside them: `**a **` is no bold. None at the ends."""
    parts: list[Run] = []
    for run in runs:
        core = run.text.strip()
        if run.is_break or not core:
            parts.append(run)
            continue
        start = run.text.index(core)
        head, tail = run.text[:start], run.text[start + len(core) :]
        parts.extend(Run(text, run.around) for text in (head, core, tail) if text)
    while parts and not parts[0].text.strip():
        parts.pop(0)
    while parts and not parts[-1].text.strip():
        parts.pop()
    return merged(
        part if part.text.strip() else Run(part.text, _shared(parts, number))
        for number, part in enumerate(parts)
    )


def _shared(parts: list[Run], number: int) -> tuple[Any, ...]:
    """What is around a space or break as well as around the texts on both sides."""
    before = _first_text(parts, range(number - 1, -1, -1))
    after = _first_text(parts, range(number + 1, len(parts)))
    if before is None or after is None:
        return ()
    sides = zip(parts[number].around, before.around, after.around, strict=False)
    return tuple(each[0] for each in takewhile(lambda each: each[0] == each[1] == each[2], sides))


def _first_text(parts: list[Run], places: range) -> Run | None:
    return next((parts[place] for place in places if parts[place].text.strip()), None)


def _ordered(runs: Iterable[Run]) -> Iterator[Run]:
    """Marks in one order whatever the stored one, so that neighbours share them."""
    for run in runs:
        links = [each for each in run.around if isinstance(each, Target)]
        names = {each.name for each in run.around if isinstance(each, Mark)}
        yield Run(run.text, (*links, *(name for name in _ORDER if name in names)))


def _pieces(steps: Any) -> Iterator[_Piece]:
    link_depth: list[Target] = []
    for step, what in steps:
        if step == "text":
            yield _Piece(_text(what))
        elif isinstance(what, Target):
            if step == "open":
                link_depth.append(what)
                yield _Piece("[")
            else:
                yield _Piece(f"]({commonmark.destination(link_depth.pop().href)})")
        elif what != "code":  # which the text itself writes
            tag = _TAGS.get(what, what)
            shown = f"<{tag}>" if step == "open" else f"</{tag}>"
            yield _Piece(shown, _SIGNS.get(what, ""), tag, step == "open")


def _text(run: Run) -> str:
    if run.is_break:
        return "\\\n"
    return commonmark.code(run.text) if "code" in run.around else commonmark.escaped(run.text)


def _choose_signs(pieces: list[_Piece]) -> None:
    """Write a pair of marks with signs where these do what they shall, else leave the tags.

    Tags and signs are all punctuation to each other, so the choice for one pair does not
    change that for another.
    """
    opened: list[int] = []
    for number, piece in enumerate(pieces):
        if not piece.tag:
            continue
        if piece.opens:
            opened.append(number)
            continue
        first = opened.pop()
        sign = piece.sign
        if sign and _fits(pieces, first, sign) and _fits(pieces, number, sign, closes=True):
            pieces[first].text = piece.text = sign


def _fits(pieces: list[_Piece], number: int, sign: str, *, closes: bool = False) -> bool:
    before = pieces[number - 1].text[-1:] if number else ""
    after = pieces[number + 1].text[:1] if number + 1 < len(pieces) else ""
    if closes:
        before, after = after, before
    return commonmark.may_open(before, after, in_words=sign == "**")
