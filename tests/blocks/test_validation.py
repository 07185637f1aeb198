"""What blocks check at publication, and let pass in drafts."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.data import TableBlock
from cms.blocks.media import CaptionedImageBlock, VideoAddressBlock
from cms.blocks.palettes import BodyBlock
from tests import builders


def body(*blocks: tuple[str, Any]) -> Any:
    return BodyBlock().normalize(list(blocks))


def heading(level: int) -> tuple[str, dict[str, str]]:
    return ("heading", {"text": "Part", "level": str(level), "anchor": ""})


@pytest.mark.parametrize("levels", [[2], [2, 3, 4], [2, 3, 3, 2], [2, 3, 4, 2, 3]])
def test_headings_in_order(levels: list[int]) -> None:
    assert len(BodyBlock().clean(body(*map(heading, levels)))) == len(levels)


@pytest.mark.parametrize(
    ("levels", "wrong", "message"),
    [
        ([3], 0, "Heading 3 comes right after heading 1: use heading 2."),
        ([2, 4], 1, "Heading 4 comes right after heading 2: use heading 3."),
        ([2, 3, 2, 4], 3, "Heading 4 comes right after heading 2: use heading 3."),
    ],
)
def test_headings_that_skip_a_level(levels: list[int], wrong: int, message: str) -> None:
    stream = body(("rich_text", "<p>Text</p>"), *map(heading, levels))
    with pytest.raises(ValidationError) as caught:
        BodyBlock().clean(stream)
    assert list(caught.value.block_errors) == [wrong + 1]
    assert caught.value.block_errors[wrong + 1].block_errors["level"].message == message
    assert BodyBlock().clean_deferred(stream)


def test_everything_wrong_is_told_at_once() -> None:
    quote = ("quote", {"text": "", "attribution": "", "role": ""})
    with pytest.raises(ValidationError) as caught:
        BodyBlock().clean(body(heading(4), quote))
    assert sorted(caught.value.block_errors) == [0, 1]


class TestImage:
    block = CaptionedImageBlock()

    def value(self, **fields: Any) -> Any:
        return self.block.normalize({**self.block.get_default(), **fields})

    @pytest.mark.django_db
    def test_needs_an_alt_text(self) -> None:
        value = self.value(image=builders.picture(description=""))
        with pytest.raises(ValidationError) as caught:
            self.block.clean(value)
        assert list(caught.value.block_errors) == ["alt"]
        assert self.block.clean_deferred(value)

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("description", "fields"),
        [("A river", {}), ("", {"alt": "A river"}), ("", {"decorative": True})],
    )
    def test_has_one(self, description: str, fields: dict[str, Any]) -> None:
        picture = builders.picture(description=description)
        assert self.block.clean(self.value(image=picture, **fields))["image"] == picture


class TestTable:
    block = TableBlock()

    def value(self, *headings: str, rows: int = 1) -> Any:
        return self.block.to_python(
            {
                "caption": "",
                "columns": [{"type": "text", "heading": each} for each in headings],
                "rows": [{"values": ["x"] * len(headings)}] * rows,
            }
        )

    def test_is_complete(self) -> None:
        assert self.block.clean(self.value("Region", "Wells")).columns

    @pytest.mark.parametrize(
        ("headings", "rows", "message"),
        [
            ([], 0, "Add a column and a row, or remove the table."),
            (["Region"], 0, "Add a column and a row, or remove the table."),
            (["Region", " "], 1, "Give each column a heading: screen readers say it."),
        ],
    )
    def test_lacks_something(self, headings: list[str], rows: int, message: str) -> None:
        value = self.value(*headings, rows=rows)
        with pytest.raises(ValidationError) as caught:
            self.block.clean(value)
        assert caught.value.as_json_data() == {"messages": [message]}
        assert self.block.clean_deferred(value)


@pytest.mark.parametrize(
    "address", ["https://www.youtube.com/watch?v=aqz-KE-bpKQ", "https://vimeo.com/76979871"]
)
def test_a_video_is_known_by_its_address_alone(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests.get", _no_network)
    assert VideoAddressBlock().clean(address) == address


def test_an_address_of_no_video(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requests.get", _no_network)
    with pytest.raises(ValidationError, match="not the address of a video"):
        VideoAddressBlock().clean("https://example.org/video")


def _no_network(*args: Any, **kwargs: Any) -> None:
    raise AssertionError("An editor's work must not wait for a provider.")
