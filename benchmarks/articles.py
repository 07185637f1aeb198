"""What the generated pages say: always the same for the same number."""

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.html import strip_tags

COMMON, RARE = "water", "piezometer"
RARE_EVERY = 1000  # pages

_WORDS = """
access agreement annual aquifer area assessment balance basin border canal capacity catchment
change city climate coast commission community connection conservation cost country crop dam data
deep delta demand depth desert district drainage drought ecosystem effort energy equipment erosion
estimate evaporation farm field filter finance flood flow forecast forest fund future gauge
glacier government groundwater growth harvest health household hydrology impact improve index
industry information infrastructure investment irrigation island lake land law level local loss
management map measure meeting member method mountain nation network observation office operation
outlook pipe plan policy pollution population pressure price process programme progress project
public pump quality rain region report research reservoir resource result risk river runoff rural
safety sample sanitation satellite scarcity school science season sector sediment sensor service
share shore snow soil source spring stability standard station storage storm strategy stream
supply surface survey system technology temperature threshold tide town training transfer
treatment tributary trend upstream urban utility valley village warning waste watershed weather
well wetland woman work year yield
""".split()  # noqa: SIM905


def is_rare(number: int) -> bool:
    """Whether an article has the rare word."""
    return number % RARE_EVERY == RARE_EVERY // 100


def title(number: int) -> str:
    words = _random(number, "title").sample(_WORDS, 5)
    return f"{' '.join(words).capitalize()} {number}"


def introduction(number: int) -> str:
    return _sentence(_random(number, "introduction"), 24)


def body(number: int, targets: list[int], images: list[int]) -> list[dict[str, Any]]:
    """Twelve blocks as they are stored: ten links to `targets`, two pictures."""
    rand = _random(number, "body")
    words = [COMMON, *([RARE] if is_rare(number) else [])]
    blocks: list[tuple[str, Any]] = [
        ("heading", {"text": _sentence(rand, 4), "level": "2", "anchor": ""}),
        ("rich_text", _paragraphs(rand, words, targets[:3])),
        ("image", _picture(rand, images[0])),
        ("rich_text", _paragraphs(rand, [], targets[3:6])),
        ("quote", {"text": _sentence(rand, 20), "attribution": "Office", "role": "Press desk"}),
        ("heading", {"text": _sentence(rand, 4), "level": "2", "anchor": ""}),
        ("rich_text", _paragraphs(rand, [], [])),
        ("figures", _figures(rand)),
        ("image", _picture(rand, images[1])),
        ("notice", _notice(rand)),
        ("rich_text", _paragraphs(rand, [], [])),
        ("link_group", _links(rand, targets[6:10])),
    ]
    return [
        {"type": kind, "value": value, "id": str(_uuid(f"{number}/{place}"))}
        for place, (kind, value) in enumerate(blocks)
    ]


def texts(stored: Any) -> Iterator[str]:
    """What a stored body says, roughly: all its texts, without tags and ids."""
    if isinstance(stored, str):
        yield strip_tags(stored)
    elif isinstance(stored, Mapping):
        for name in stored.keys() - {"type", "id"}:
            yield from texts(stored[name])
    elif isinstance(stored, Iterable):
        for each in stored:
            yield from texts(each)


def translation_key(name: str) -> UUID:
    """The same for a page and its translations."""
    return _uuid(name)


def _uuid(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"benchmarks/{name}")


def _random(number: int, what: str) -> random.Random:
    return random.Random(f"{number}/{what}")  # noqa: S311


def _sentence(rand: random.Random, length: int) -> str:
    return " ".join(rand.choices(_WORDS, k=length)).capitalize() + "."


def _paragraphs(rand: random.Random, words: list[str], targets: list[int]) -> str:
    """Three paragraphs; each word and each link stands in one of them."""
    paragraphs = [[_sentence(rand, 12) for _ in range(4)] for _ in range(3)]
    for word in words:
        paragraphs[0].append(f"About <b>{word}</b>.")
    for place, target in enumerate(targets):
        link = f'<a linktype="page" id="{target}">{" ".join(rand.choices(_WORDS, k=3))}</a>'
        paragraphs[place % 3].append(f"See {link}.")
    return "".join(f"<p>{' '.join(sentences)}</p>" for sentences in paragraphs)


def _picture(rand: random.Random, image: int) -> dict[str, Any]:
    caption = _sentence(rand, 8)
    return {"image": image, "alt": caption, "decorative": False, "caption": caption, "credit": ""}


def _figures(rand: random.Random) -> dict[str, Any]:
    items = [
        {"value": f"{rand.randint(1, 99)} %", "label": _sentence(rand, 5), "source": ""}
        for _ in range(3)
    ]
    return {"heading": _sentence(rand, 3), "items": _stored_list(items)}


def _notice(rand: random.Random) -> dict[str, Any]:
    return {
        "style": "info",
        "heading": _sentence(rand, 3),
        "text": f"<p>{_sentence(rand, 15)}</p>",
    }


def _links(rand: random.Random, targets: list[int]) -> dict[str, Any]:
    links = [
        {
            "kind": "page",
            "page": target,
            "document": None,
            "url": "",
            "email": "",
            "phone": "",
            "label": "",
            "language": "",
        }
        for target in targets
    ]
    return {"heading": _sentence(rand, 3), "links": _stored_list(links)}


def _stored_list(values: list[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(_uuid(repr(value)))} for value in values]
