"""Texts as words that can be compared, in every script.

A text in a script with spaces is cut into words, and each word into its stem, in the language
of the text. Scripts without spaces (Chinese, Japanese, Thai …) are cut into overlapping pairs
of letters, so that any part of a sentence can be found:

    "The wells of Genève"  ->  the well of genev
    "安全饮水"              ->  安全 全饮 饮水 水
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import local
from typing import Any

import snowballstemmer
from django.utils import translation

MAX_WORD = 40  # letters; what goes on after them is no longer looked at


def _ranges(codes: Iterable[int]) -> str:
    """Code points, in order, as a regular expression's class has them: `a-c`."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


_MARKS = _ranges(
    code for code in range(0x20000) if unicodedata.category(chr(code)).startswith("M")
)
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
    "\uac00-\ud7af"  # Korean, which glues particles to its words
)
# Letters that most words are made of, of which the rest of the pattern would say the same slower.
_USUAL = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"  # Latin
    "\u0391-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u052f"  # Greek, Cyrillic
    "\u05d0-\u05ea\u0620-\u064a"  # Hebrew, Arabic
)
_RUNS = re.compile(
    f"([{_SPACELESS}]+)|(?:[{_USUAL}]+|(?![\\x00-\\x7f])(?:(?![{_SPACELESS}])[^\\W_]|[{_MARKS}]))+"
)
# Accents, vowel signs of Arabic and Hebrew, and the stroke that only makes a word longer.
_UNWRITTEN = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
_stemmers = local()


@dataclass(frozen=True)
class Term:
    """What stands at one place of a text."""

    start: int
    end: int
    forms: tuple[str, ...]  # any of them is this word
    as_written: str  # folded, not cut to its stem
    is_prefix: bool = False  # a single letter of a script without spaces


def fold(text: str) -> str:
    """Without case, accents and other ways of writing the same letters."""
    bare = _UNWRITTEN.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare).casefold()


def terms(text: str, language: str) -> Iterator[Term]:
    """The terms of a text, in order."""
    for run in runs(text):
        yield from terms_of(run, language)


def runs(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Words, and whole sentences of scripts without spaces."""
    return _RUNS.finditer(text, start)


def terms_of(run: re.Match[str], language: str) -> Iterator[Term]:
    if run.group(1):
        yield from _pairs(run.group(), run.start())
    elif forms := word_forms(run.group()[:MAX_WORD], language):
        yield Term(run.start(), run.end(), forms, forms[-1])


def _pairs(run: str, start: int) -> Iterator[Term]:
    letters = [fold(letter) for letter in run]
    for place, letter in enumerate(letters):
        pair = "".join(letters[place : place + 2])
        is_last = place == len(letters) - 1
        if letter:
            end = start + place + (1 if is_last else 2)
            yield Term(start + place, end, (pair,), pair, is_prefix=is_last)


@lru_cache(maxsize=50_000)
def word_forms(word: str, language: str) -> tuple[str, ...]:
    """The stem, also as it is for those who leave accents away; last the word as written."""
    lower = unicodedata.normalize("NFC", word).casefold()
    plain = fold(word)[:MAX_WORD]  # some letters fold into many
    if not any(char.isalnum() for char in plain):
        return ()
    stems = [fold(_stem(each, language))[:MAX_WORD] for each in (lower, plain)]
    return tuple(dict.fromkeys(form for form in (*stems, plain) if form))


def _stem(word: str, language: str) -> str:
    name = _algorithm(language)
    if name is None:
        return word
    if not hasattr(_stemmers, name):  # one for each thread: they keep the word while at work
        setattr(_stemmers, name, snowballstemmer.stemmer(name))
    stemmer: Any = getattr(_stemmers, name)
    return str(stemmer.stemWord(word))


@cache
def _algorithm(language: str) -> str | None:
    """Snowball calls its algorithms as Django calls the languages: `fr` -> `french`."""
    try:
        name = str(translation.get_language_info(language.split("-")[0])["name"]).lower()
    except KeyError:
        return None
    return name if name in snowballstemmer.algorithms() else None
