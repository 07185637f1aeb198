"""What somebody typed, as a query of the full text index."""

from collections.abc import Iterable, Iterator

from search.engines import Alternatives
from search.words import Term, terms


def asked(text: str, languages: Iterable[str]) -> list[Alternatives]:
    """Stems of the words, as each of these languages may cut them."""
    readings = [list(_terms(text, language)) for language in languages]
    return [
        Alternatives(
            tuple(dict.fromkeys(form for term in same_place for form in term.forms)),
            same_place[0].is_prefix,
        )
        for same_place in zip(*readings, strict=True)
    ]


def begun(text: str) -> list[Alternatives]:
    """The words as written, of which the last may be unfinished."""
    written = [Alternatives((term.as_written,), term.is_prefix) for term in _terms(text, "")]
    return [*written[:-1], *(Alternatives(last.words, is_prefix=True) for last in written[-1:])]


def _terms(text: str, language: str) -> Iterator[Term]:
    """Without the single last letter of a script without spaces: the pair before holds it."""
    end_of_pair = -1
    for term in terms(text, language):
        if not (term.is_prefix and term.end == end_of_pair):
            yield term
        end_of_pair = term.end
