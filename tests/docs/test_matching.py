"""What counts as the same answer; a page that shows another one does not pass."""

import pytest

from tests.docs.matching import DifferenceError, match_json, match_text, match_xml

PICTURE = "http://localhost:8000/api/delivery/v1/pictures/3/a1cd404dbbda/160.webp"
REAL = {
    "id": 17,
    "title": "How water is tested",
    "image": {"src": PICTURE},
    "tags": ["one", "two", "three"],
    "next": "WyJ0cmVl",
    "lastmod": "2026-11-25T07:55:46.655043Z",
    "caption": None,
}
SHOWN = """{
  "id": 17,
  "title": "How water …",
  "image": {"src": "http://localhost:8000/api/delivery/v1/pictures/3/a1cd404dbbda/160.webp"},
  "tags": ["one", …, "three"],
  "next": "WyJ0cmVl",
  "lastmod": "2026-11-25T07:55:46.655043Z",
  "caption": null
}"""
SAME = {
    "exactly": ("", ""),
    "another id": ('"id": 17', '"id": 4'),
    "another time": ("07:55:46.655043Z", "08:01:02Z"),
    "another cursor": ("WyJ0cmVl", "abc"),
    "another version of a picture": ("3/a1cd404dbbda", "9/0123456789ab"),
    "less of an object": ('"caption": null', "…"),
    "all of an object": (f'{{"src": "{PICTURE}"}}', "{…}"),
    "less of a list": ('"one", …, "three"', "…"),
    "any value": ('"How water …"', "…"),
}
OTHER = {
    "another text": ("How water", "Why water"),
    "a missing key": (',\n  "caption": null', ""),
    "an invented key": ('"caption": null', '"caption": null, "alt": ""'),
    "a misspelt key": ('"title"', '"tilte"'),
    "another kind of value": ('"id": 17', '"id": "17"'),
    "a cursor that is null": ('"WyJ0cmVl"', "null"),
    "a text for null": ("null", '""'),
    "another item": ('"three"', '"four"'),
    "too many items": ('"one", …, "three"', '"one", "two", "three", …'),
    "too few items": ('"one", …, "three"', '"one", "three"'),
    "nothing left out": ('"caption": null', '"caption": null, …'),
    "no JSON": ("null", "null,"),
}


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_the_same(old: str, new: str) -> None:
    assert old in SHOWN
    match_json(SHOWN.replace(old, new), REAL)


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_another_one(old: str, new: str) -> None:
    assert old in SHOWN
    with pytest.raises(DifferenceError):
        match_json(SHOWN.replace(old, new), REAL)


def test_text_by_lines() -> None:
    real = "# Groundwater\n\nFor every litre.\n\n## Use\n"
    match_text("# Groundwater\n\n…\n\n## Use\n", real)
    for wrong in ("# Groundwater\n", "# Groundwater\n\n…\n\n## Used\n", "…\n# Ground…\n"):
        with pytest.raises(DifferenceError):
            match_text(wrong, real)


def test_xml_between_elements() -> None:
    real = '<?xml version="1.0"?>\n<feed><title>News</title><entry/></feed>'
    match_xml('<?xml version="1.0"?>\n<feed>\n  <title>News</title>\n  …\n</feed>\n', real)
    with pytest.raises(DifferenceError):
        match_xml('<?xml version="1.0"?>\n<feed>\n  <title>Views</title>\n  …\n</feed>\n', real)
