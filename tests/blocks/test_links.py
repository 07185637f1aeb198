"""A link's form, and what it needs before readers may follow it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.admin.telepath import JSContext

from cms.blocks.links import LinkBlock
from tests import builders


def value(kind: str, **fields: Any) -> Any:
    block = LinkBlock()
    return block, block.normalize({**block.get_default(), "kind": kind, **fields})


def errors(kind: str, **fields: Any) -> dict[str, str]:
    block, link = value(kind, **fields)
    with pytest.raises(ValidationError) as caught:
        block.clean(link)
    return {name: error.messages[0] for name, error in caught.value.block_errors.items()}


@pytest.mark.parametrize("kind", ["page", "document", "url", "email", "phone"])
def test_what_it_leads_to_is_needed(kind: str) -> None:
    assert errors(kind, label="Read") == {kind: "Choose or enter what the link leads to."}


@pytest.mark.parametrize("label", ["", "  "])
def test_an_address_is_no_text(label: str) -> None:
    found = errors("url", url="https://example.org/", label=label)
    assert found == {"label": "Say in words where the link leads; an address is no text."}


@pytest.mark.parametrize("number", ["12", "022 555 01 00", "+41 22 555 01 00 00 00", "call us"])
def test_a_phone_number_is_international(number: str) -> None:
    found = errors("phone", phone=number)
    assert found == {"phone": "Enter a valid phone number, as +41 22 555 01 00."}


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "url", "url": "https://example.org/", "label": "Read"},
        {"kind": "email", "email": "press@example.org"},
        {"kind": "phone", "phone": "+41 22 555 01 00"},
    ],
)
def test_is_enough(fields: dict[str, str]) -> None:
    block, link = value(**fields)
    assert block.clean(link)[fields["kind"]] == fields[fields["kind"]]


@pytest.mark.usefixtures("site")
def test_what_is_hidden_is_dropped_not_checked() -> None:
    """The editor sees the field of one kind; what another still holds cannot be corrected."""
    block, link = value(
        "email",
        email="press@example.org",
        url="no address",
        phone="12",
        page=builders.home(),
        document=builders.document(),
    )
    cleaned = block.clean(link)
    assert (cleaned["url"], cleaned["phone"]) == ("", "")
    assert (cleaned["page"], cleaned["document"]) == (None, None)
    assert list(block.extract_references(cleaned)) == []


@pytest.mark.parametrize("kind", ["page", "url", "phone"])
def test_a_draft_may_lack_everything(kind: str) -> None:
    block, link = value(kind, phone="12")
    assert block.clean_deferred(link)["kind"] == kind


def test_the_form_brings_its_script() -> None:
    context = JSContext()
    packed = str(context.pack(LinkBlock()))
    assert "blocks/link-block.js" in str(context.media)
    assert "link-kind" in packed
