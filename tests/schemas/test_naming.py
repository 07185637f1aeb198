"""Generated names are short, the same in each process, and never used for two things."""

from typing import Literal

import pytest
from pydantic import Field

from cms.schemas import checks
from cms.schemas.naming import NameTakenError, make_shape, make_union, outermost, place


def shape(name: str, kind: type = str) -> type:
    return make_shape(name, {"thing": (kind, Field(description="A thing."))}, "A test.")


def test_the_same_fields_are_the_same_type() -> None:
    assert shape("NamingSame") is shape("NamingSame")


def test_other_fields_are_named_after_the_nearest_place() -> None:
    short = shape("NamingCard")
    with outermost("Shop", "ProductPage"), place("Sidebar"):
        assert shape("NamingCard") is short
        assert shape("NamingCard", int).__name__ == "SidebarNamingCard"
        assert shape("NamingCard", float).__name__ == "ProductPageSidebarNamingCard"


def test_a_description_makes_a_difference() -> None:
    make_shape("NamingWord", {"thing": (str, Field(description="One."))})
    with place("Other"):
        other = make_shape("NamingWord", {"thing": (str, Field(description="Two."))})
    assert other.__name__ == "OtherNamingWord"


def test_two_types_of_one_place_cannot_share_a_name() -> None:
    shape("NamingTwin")
    with pytest.raises(NameTakenError, match="NamingTwin"):
        shape("NamingTwin", int)
    union = [make_shape("NamingA", {"type": (Literal["a"], Field(description="Always `a`."))})]
    with pytest.raises(NameTakenError, match="NamingTwin"):
        make_union("NamingTwin", union, "type")


def test_the_system_check_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: type) -> None:
        raise NameTakenError("Another type is called CardValue already.")

    monkeypatch.setattr(checks, "page_detail", refuse)
    messages = checks.check_delivery(None)
    assert {message.id for message in messages} == {"cms.E003"}
    assert "CardValue" in messages[0].msg
    assert "class of its own" in messages[0].hint
