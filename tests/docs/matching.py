"""Whether an answer is the one that a page shows, in which `…` stands for what is left out."""

import json
import re
from typing import Any

LEFT_OUT = "…"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ID = re.compile(
    r"(?<=/pages/)\d+|(?<=/contacts/)\d+|(?<=/images/)\d+|(?<=/documents/)\d+"
    r'|(?<=/pictures/)\d+/[0-9a-f]+|(?<=-id=")\d+|(?<=tag:localhost,)[\d-]+:/\d+/'
)
_OF_ITS_KIND = {
    "id",
    "_key",
    "translation_key",
    "cursor",
    "next",
    "version",
    "digest",
}  # need not be the same
_SIGNS = re.compile(r'"(?:\\.|[^"\\])*"|[\[\]{}…]')


class DifferenceError(AssertionError):
    """The answer is not what is shown; the message says where."""


def match_json(shown: str, real: Any) -> None:
    """DifferenceError unless an answer is the shown one."""
    try:
        wanted = json.loads(_readable(shown))
    except ValueError as error:
        raise DifferenceError(f"what is shown is no JSON: {error}") from error
    _match(wanted, real, "")


def match_text(shown: str, real: str, place: str = "") -> None:
    """The same for texts; a line that is `…` alone stands for any number of lines."""
    pieces = [re.escape(piece) for piece in _of_its_kind(shown).split(LEFT_OUT)]
    if not re.fullmatch(".*?".join(pieces), _of_its_kind(real), re.DOTALL):
        raise DifferenceError(f"{place or 'the answer'} is {real!r}, shown is {shown!r}")


def match_xml(shown: str, real: str) -> None:
    """The same for XML, whatever stands between its elements."""
    match_text(_without_spaces(shown), _without_spaces(real))


def _readable(shown: str) -> str:
    """JSON in which every `…` outside of texts is `"…"`, in objects with a value."""
    inside: list[str] = []

    def one(found: re.Match[str]) -> str:
        sign = found[0]
        if sign in "[{":
            inside.append(sign)
        elif sign in "]}":
            inside.pop()
        elif sign == LEFT_OUT:
            is_value = re.search(r":\s*$", shown[: found.start()]) or inside[-1:] != ["{"]
            return f'"{LEFT_OUT}"' if is_value else f'"{LEFT_OUT}": "{LEFT_OUT}"'
        return sign

    return _SIGNS.sub(one, shown)


def _match(shown: Any, real: Any, place: str) -> None:
    if shown == LEFT_OUT:
        return
    if isinstance(shown, dict) and isinstance(real, dict):
        _match_object(shown, real, place)
    elif isinstance(shown, list) and isinstance(real, list):
        _match_list(shown, real, place)
    elif isinstance(shown, str) and isinstance(real, str):
        if _last(place) not in _OF_ITS_KIND:
            match_text(shown, real, place)
    elif type(shown) is not type(real) or (shown != real and _last(place) != "id"):
        raise DifferenceError(f"{place or 'the answer'} is {real!r}, shown is {shown!r}")


def _match_object(shown: dict[str, Any], real: dict[str, Any], place: str) -> None:
    rest = shown.pop(LEFT_OUT, None) is not None
    gone, unsaid = shown.keys() - real.keys(), real.keys() - shown.keys()
    if gone:
        raise DifferenceError(f"{place or 'the answer'} has no {sorted(gone)}")
    if rest != bool(unsaid):
        wrong = (
            f"also has {sorted(unsaid)}" if unsaid else f"has no more than is shown, no {LEFT_OUT}"
        )
        raise DifferenceError(f"{place or 'the answer'} {wrong}")
    for name, value in shown.items():
        _match(value, real[name], f"{place}.{name}")


def _match_list(shown: list[Any], real: list[Any], place: str) -> None:
    if LEFT_OUT in shown:
        split = shown.index(LEFT_OUT)
        head, tail = shown[:split], shown[split + 1 :]
        fits = len(real) > len(head) + len(tail)
    else:
        head, tail = shown, []
        fits = len(real) == len(head)
    if not fits:
        raise DifferenceError(f"{place or 'the answer'} has {len(real)} items: {real!r}")
    for number, value in enumerate(head):
        _match(value, real[number], f"{place}[{number}]")
    for number, value in enumerate(tail, len(real) - len(tail)):
        _match(value, real[number], f"{place}[{number}]")


def _last(place: str) -> str:
    return place.rpartition(".")[2]


def _of_its_kind(text: str) -> str:
    """With one stand-in for all times and ids, and for spaces that do not break."""
    return _ID.sub("0", _TIME.sub("0", text)).replace("\xa0", " ").replace("\u202f", " ")


def _without_spaces(text: str) -> str:
    return re.sub(r"\s*(?=<)|(?<=>)\s*", "", text).strip()
