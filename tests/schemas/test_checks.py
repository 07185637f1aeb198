"""What cannot be delivered does not boot, and the message says what to do."""

from typing import Any

import pytest
from django.db import models
from wagtail import blocks
from wagtail.api import APIField

from cms.schemas import blocks as block_nodes
from cms.schemas import fields as field_nodes
from cms.schemas.checks import check_delivery
from cms.schemas.models import page_detail, page_summary
from tests.recipes.models import RecipePage


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Any:
    def change(**attributes: Any) -> None:
        for name, value in attributes.items():
            monkeypatch.setattr(RecipePage, name, value)
        page_detail.cache_clear()
        page_summary.cache_clear()

    yield change
    monkeypatch.undo()
    page_detail.cache_clear()
    page_summary.cache_clear()


class StrangeBlock(blocks.Block):
    pass


def test_an_unknown_block(declare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = RecipePage._meta.get_field("steps").stream_block
    monkeypatch.setitem(stream.child_blocks, "strange", StrangeBlock())
    declare()
    (error,) = check_delivery(None)
    assert error.id == "cms.E001"
    assert "StrangeBlock" in error.msg
    assert "register" in error.hint


def test_an_unknown_field(declare: Any) -> None:
    declare(
        api_fields=[
            APIField("latest_revision_created_at"),
            APIField("content_type"),
            APIField("nothing"),
        ]
    )
    (error,) = check_delivery(None)
    assert error.id in {"cms.E001", "cms.E002"}


def test_a_card_field_that_is_no_api_field(declare: Any) -> None:
    declare(api_card_fields=["price", "owner"])
    (error,) = check_delivery(None)
    assert error.id == "cms.E002"
    assert "owner" in error.msg


def test_registering_refuses_what_is_wrong() -> None:
    with pytest.raises(TypeError, match="no block class"):
        block_nodes.register(str)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="already"):
        block_nodes.register(blocks.CharBlock)(block_nodes.text_node)
    with pytest.raises(TypeError, match="no field class"):
        field_nodes.register(str)(field_nodes.text_node)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="already"):
        field_nodes.register(models.CharField)(field_nodes.text_node)
