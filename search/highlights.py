"""Where the words that were asked for stand in a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import takewhile

from search.engines import Alternatives
from search.words import Term, runs, terms_of

_LENGTH = 180  # letters of a snippet
_BEFORE = 50  # of them before the first hit
READ = 20_000  # letters of a text that are looked through

Range = tuple[int, int]


class Highlighter:
    """Marks the words of one question."""

    def __init__(self, question: Sequence[Alternatives]) -> None:
        self.whole = {word for part in question if not part.is_prefix for word in part.words}
        self.begun = tuple(word for part in question if part.is_prefix for word in part.words)
        self.others: dict[str, set[str]] = defaultdict(set)  # by language

    def title(self, title: str, language: str) -> str:
        """All of it, as HTML."""
        return _marked(title, 0, len(title), self.hits(title, language))

    def body(self, text: str, language: str) -> str:
        """The part around the first hits as HTML, else the beginning."""
        text = text[:READ].replace("\n", " ")
        first = next(self.hits(text, language), None)
        start = _start(text, first[0] if first else 0)
        end = _end(text, start + _LENGTH)
        hits = self.hits(text, language, first[0], end) if first else ()
        near = takewhile(lambda hit: hit[1] <= end, hits)
        before, after = ("… " if start else ""), (" …" if end < len(text) else "")
        return before + _marked(text, start, end, near) + after

    def hits(
        self, text: str, language: str, start: int = 0, end: int | None = None
    ) -> Iterator[Range]:
        """Places of the words, in order; those that touch or overlap as one."""
        last: Range | None = None
        for found in self._places(text, language, start, len(text) if end is None else end):
            if last and found[0] <= last[1]:
                last = (last[0], max(last[1], found[1]))
                continue
            if last:
                yield last
            last = found
        if last:
            yield last

    def _places(self, text: str, language: str, start: int, end: int) -> Iterator[Range]:
        """Of each word by itself, among those that begin between start and end.

        Most words were looked at before: a set of those that were not asked for is all it takes.
        """
        others = self.others[language]
        for run in runs(text, start):
            if run.start() >= end:
                return
            if (word := run.group()) in others:
                continue
            found = [place for term in terms_of(run, language) if (place := self.place(term))]
            yield from found
            if not found:
                others.add(word)

    def place(self, term: Term) -> Range | None:
        if not self.whole.isdisjoint(term.forms):
            return term.start, term.end
        if self.begun and term.forms[0].startswith(self.begun):
            return term.start, term.start + 1
        return None


def _start(text: str, hit: int) -> int:
    """Some words before the hit; the beginning, if that is near."""
    if hit <= _BEFORE:
        return 0
    space = text.find(" ", hit - _BEFORE, hit)
    return space + 1 if space >= 0 else hit - _BEFORE // 2  # as in scripts without spaces


def _end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 40, end)
    return space if space > 0 else end


def _marked(text: str, start: int, end: int, hits: Iterable[Range]) -> str:
    out, here = [], start
    for hit_start, hit_end in hits:
        out.append(escape(text[here:hit_start]))
        out.append(f"<mark>{escape(text[hit_start:hit_end])}</mark>")
        here = hit_end
    out.append(escape(text[here : max(here, end)]))
    return "".join(out)
